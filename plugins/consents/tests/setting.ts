import type { ApiClient } from '@japa/api-client'
import { reloadClinicState } from '#clinics/state'
import type Clinic from '#models/clinic'
import { SERVER } from '#audit/actor'
import type { ClientValues } from '#clients/columns'
import OutboxMail from '#models/outbox_mail'
import { aClient } from '#tests/clients'
import { at, countQueries, people, type People } from '#tests/people'
import { switchOn } from '#tests/plugins'
import Answer from '../models/answer.js'
import Request, { type CHANNELS } from '../models/request.js'
import Statement from '../models/statement.js'
import type { TextFields } from '../models/document.js'
import Version from '../models/version.js'

export const ORIGIN = 'http://nordlys.localhost:3333'

/** A signature as the pad sends it: a slanted line and a dot. */
export const DRAWN = JSON.stringify({
  width: 600,
  height: 200,
  strokes: [
    [
      [20, 150],
      [120.5, 40],
      [240, 160],
      [380, 60],
    ],
    [[200, 30]],
  ],
})

export const RECORDS: TextFields = {
  title: 'Keeping a record',
  purpose: 'To treat you well.',
  body: 'Only we see it.',
  recorded: '- Your name\n- Your health',
  kept: 'Five years.',
  rights: 'Ask [Ida](mailto:ida@nordlys.test).',
}
export const PHOTOS: TextFields = { ...RECORDS, title: 'Photos', purpose: 'To follow how it goes.' }

/** The people, both clinics with the plugin on. */
export async function consenting(): Promise<People> {
  const all = await people()
  await switchOn(all.nordlys, 'consents')
  await switchOn(all.sydhavn, 'consents')
  return all
}

/** A published statement in the clinic in hand, in English and whichever languages else. */
export async function published(
  fields: TextFields = RECORDS,
  {
    required = true,
    key,
    more = {},
  }: { required?: boolean; key?: string; more?: Record<string, TextFields> } = {}
) {
  const wording = { en: fields, ...more }
  const statement = await Statement.begin({ wording, required, key, by: SERVER })
  await publish(statement, true)
  return statement
}

/** Publishes new words of a statement. */
export async function republished(statement: Statement, fields: TextFields, asksAgain: boolean) {
  await statement.write({ locale: 'en', fields, by: SERVER })
  await publish(statement, asksAgain)
}

async function publish(statement: Statement, asksAgain: boolean) {
  await statement.publish({ asksAgain, controller: 'Nordlys Fysioterapi', by: SERVER })
}

/** Nordlys with Clara, whom Signe asks for the records and for photos. */
export async function clara(
  channel: (typeof CHANNELS)[number] = 'link',
  values: ClientValues = { locale: 'en' }
) {
  const all = await consenting()
  const asked = await at(all.nordlys, async () => {
    const statements = [await published(RECORDS), await published(PHOTOS, { required: false })]
    const client = await aClient(values)
    const request = await Request.ask({
      client,
      statementIds: statements.map(({ id }) => id),
      channel,
      origin: ORIGIN,
      by: { member: all.signe.member, address: null },
    })
    const token = await request.newLink()
    return { client, request, token, records: statements[0], photos: statements[1] }
  })
  return { ...all, ...asked, host: all.ida.host }
}

export type Clara = Awaited<ReturnType<typeof clara>>

/** The hidden hashes of a page that asks, by statement. */
export function textsOn(html: string): Record<string, string> {
  const found = html.matchAll(/name="texts\[([^\]]+)\]" value="([0-9a-f]{64})"/g)
  return Object.fromEntries([...found].map(([, id, hash]) => [id, hash]))
}

/** What Clara sends after reading the page: yes to everything, signed, unless told otherwise. */
export async function fillIn(
  client: ApiClient,
  { token, host }: { token: string; host: string },
  answers: Record<string, string>,
  more: Record<string, unknown> = {}
) {
  const page = await client.get(`/consents/a/${token}`).at(host)
  return {
    locale: 'en',
    signing: 'drawn',
    signature: DRAWN,
    answers,
    texts: textsOn(page.text()),
    ...more,
  }
}

/** Clara reads the page and sends her answers. Returns what is kept of them. */
export async function answered(
  client: ApiClient,
  all: Pick<Clara, 'token' | 'host' | 'nordlys' | 'request'>,
  answers: Record<string, string>
) {
  const form = await fillIn(client, all, answers)
  const response = await client.post(`/consents/a/${all.token}`).at(all.host).form(form)
  response.assertStatus(303)
  return at(all.nordlys, () => Answer.query().where('requestId', all.request.id).orderBy('id'))
}

/** The path of the link in the newest mail of the clinic in hand. */
export async function linkInMail() {
  const mail = await OutboxMail.query().orderBy('id', 'desc').firstOrFail()
  const [, path] = /(\/consents\/[ar]\/[\w-]+)/.exec(mail.text!)!
  return { mail, path }
}

/** How many queries a page sends, with the state of the clinic known, as it is for all but one request in a second. */
export async function queriesOf(clinic: Clinic, work: () => Promise<unknown>) {
  await work()
  await at(clinic, reloadClinicState)
  return countQueries(work)
}

/** What a statement's versions say of themselves, the newest first. */
export function versionsOf(statementId: string) {
  return Version.query()
    .where('statementId', statementId)
    .orderBy('number', 'desc')
    .preload('texts')
}
