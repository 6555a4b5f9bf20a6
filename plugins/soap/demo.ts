import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { DateTime } from 'luxon'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Member from '#models/member'
import { type DemoCircle, demoRing, type DemoRing, OF_THE_CLINIC } from '../keys/api.js'
import { digestOf } from './browser/keeping/digest.ts'
import type { NoteBody, Template as Questions } from './browser/notes/body.ts'
import { type DemoText, TEXTS } from './demo_texts.js'
import type { EnvelopeType } from './models/envelope.js'
import Note from './models/note.js'
import Template from './models/template.js'

/** Notes of the demo's practitioner, sealed with her demo key (plugins/keys/demo.ts) as her browser would seal them. */
export async function demo({ by }: { by: Actor }) {
  const owner = await Member.findOrFail(by.member!.id)
  const author = await Member.query().where('role', 'practitioner').orderBy('name').firstOrFail()
  const desk = new Desk(await demoRing(), { author, owner }, await readyTemplates())
  const clients = await clientsOf(author)
  for (const text of TEXTS) await desk.write(text, clients[text.client])
  await desk.makeTemplate()
}

type Visit = { client: Client; appointment: Appointment | null }

class Desk {
  private circles = new Map<string, DemoCircle>()

  constructor(
    private ring: DemoRing,
    private people: { author: Member; owner: Member },
    private starters: Questions[]
  ) {}

  async write(text: DemoText, { client, appointment }: Visit) {
    const at = DateTime.utc().minus({ days: text.daysAgo })
    const circle = await this.circleOf(client, text.isShared ?? false)
    const type = text.isDraft ? 'soap-draft' : 'soap-note'
    const body = this.bodyOf(text, at)
    const made = await this.sealed(this.people.author, circle, { type, at, body })
    const isOfToday = appointment && text.daysAgo === 0
    const note = await Note.begin({
      ...{ ...made, client, author: this.people.author, by: as(this.people.author), at },
      digest: text.isDraft ? undefined : made.digest,
      appointmentId: isOfToday ? appointment.id : null,
    })
    if (text.addendum) await this.addTo(note, circle, text.addendum)
  }

  /** One of the clinic's own, for the practitioner and the owner. */
  async makeTemplate() {
    const { starters } = this
    const { author, owner } = this.people
    const [id, circle] = [uuidv7(), await this.ring.circle(author, OF_THE_CLINIC, [owner])]
    const { sections } = starters.find((each) => each.id === 'physiotherapy')!
    const wanted = sections.filter((section) => section.id !== 'red_flags')
    const body = { id, name: 'Løb: opfølgning', sections: wanted }
    const record = { typ: 'soap-template', record: id, version: 1, at: new Date(), body }
    const { envelope } = await this.ring.seal(author, circle, record)
    const where = { circle: circle.id, circleVersion: circle.version }
    await Template.begin({ id, version: 1, ...where, envelope, by: as(author) })
  }

  private async addTo(note: Note, circle: DemoCircle, addendum: NonNullable<DemoText['addendum']>) {
    const { owner } = this.people
    const body = { format: 1, ...addendum }
    const what = { type: 'soap-addendum' as const, at: DateTime.utc(), body }
    const made = await this.sealed(owner, circle, what)
    await note.add({ ...made, author: owner, by: as(owner) })
  }

  private async sealed(
    by: Member,
    circle: DemoCircle,
    { type, at, body }: { type: EnvelopeType; at: DateTime; body: object }
  ) {
    const [id, sitting] = [uuidv7(), randomUUID() as string]
    const about = { typ: type, record: id, version: 1, at: at.toJSDate() }
    const { envelope: text, signed } = await this.ring.seal(by, circle, { ...about, body })
    const cover = { circle: circle.id, circleVersion: circle.version, size: text.length }
    return { id, sitting, sealed: { ...cover, text, type }, digest: await digestOf(signed) }
  }

  private async circleOf({ id }: Client, isShared: boolean) {
    const name = `${id} ${isShared}`
    const known = this.circles.get(name)
    if (known) return known
    const made = await this.ring.circle(this.people.author, id, isShared ? [this.people.owner] : [])
    this.circles.set(name, made)
    return made
  }

  private bodyOf({ template: id, title, answers, isDraft }: DemoText, at: DateTime) {
    const template = this.starters.find((each) => each.id === id)!
    const date = at.setZone(clinicSettings.read().timeZone).toISODate()!
    const body: NoteBody = { format: 1, title, date, template, answers, attachments: [] }
    return isDraft ? body : { ...body, signed: { name: this.people.author.name } }
  }
}

/** Who came to this practitioner lately, the latest first; then whoever else there is. */
async function clientsOf({ id }: Member): Promise<Visit[]> {
  const appointments = await Appointment.query()
    .where('memberId', id)
    .where('startsAt', '<=', DateTime.utc().toISO())
    .whereNot('status', 'cancelled')
    .orderBy('startsAt', 'desc')
    .preload('attendances', (attendances) => attendances.preload('client'))
  const alone = appointments.filter(({ attendances }) => attendances.length === 1)
  const visits = alone.flatMap((appointment) =>
    appointment.attendances.map(({ client }): Visit => ({ client, appointment }))
  )
  const others = await Client.query().whereNull('archivedAt').orderBy('number')
  const all = [...visits, ...others.map((client): Visit => ({ client, appointment: null }))]
  return all.filter(
    ({ client }, at) => all.findIndex((visit) => visit.client.id === client.id) === at
  )
}

async function readyTemplates(): Promise<Questions[]> {
  const file = new URL('browser/starters/da.json', import.meta.url)
  return JSON.parse(await readFile(file, 'utf8'))
}

function as(member: Member): Actor {
  return { member, address: null }
}
