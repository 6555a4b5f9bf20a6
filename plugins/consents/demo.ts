import type { Actor } from '#audit/actor'
import Client from '#models/client'
import Answer from './models/answer.js'
import { Question } from './models/question.js'
import Request from './models/request.js'
import { Signature } from './models/signature.js'
import { StarterSet } from './models/starter_set.js'
import Statement from './models/statement.js'
import { TEXT_FIELDS, type TextFields } from './models/document.js'
import Version from './models/version.js'
import { controllerOfData } from './settings.js'

const PUBLISHED = ['records', 'contact', 'sharing', 'photos']
const ORIGIN = 'http://localhost:3333'

/** Fills the demo clinic: published statements and a draft, and clients in every state. */
export async function demo({ by }: { by: Actor }) {
  await new StarterSet('dk', ['da', 'en']).add({ by })
  for (const statement of await Statement.query().whereIn('key', PUBLISHED)) {
    await fillGaps(statement, by)
    await statement.publish({ asksAgain: true, controller: controllerOfData(), by })
  }
  const clients = await Client.query().whereNull('archivedAt').orderBy('number')
  for (const [index, client] of clients.entries()) await letAnswer(client, index, by)
  await askAgain(by)
  await askSome(clients.slice(-6), by)
}

/** Most have answered; every seventh was never asked, a few said no, two took a yes back. */
async function letAnswer(client: Client, index: number, by: Actor) {
  if (index % 7 === 3) return
  const statements = await Statement.asked()
  const given = statements.map((statement, place) => ({
    question: new Question(statement, ['da']),
    answer: (index + place) % 6 === 5 ? ('refused' as const) : ('given' as const),
  }))
  const answers = await Answer.give(client.id, given, {
    method: 'screen',
    by: { member: null, address: '127.0.0.1' },
    collectedBy: by.member,
    signature: signatureOf(index),
  })
  if (index % 17 === 8) await answers[1].withdraw({ method: 'member', told: 'phone', by })
}

/** The text about messages has changed since, so that their yes is outdated for all. */
async function askAgain(by: Actor) {
  const contact = await Statement.query().where('key', 'contact').firstOrFail()
  const newest = await contact.newest()
  const { fields } = newest!.in(['da'])
  const kept = `${fields.kept} Sms’er gemmes i højst 12 måneder.`
  await contact.write({ locale: 'da', fields: { ...fields, kept }, by })
  await contact.publish({ asksAgain: true, controller: controllerOfData(), by })
}

/** Open requests: one opened, one revoked, the others on their way. */
async function askSome(clients: Client[], by: Actor) {
  const [contact] = await Statement.asked().where('key', 'contact')
  for (const [index, client] of clients.filter(({ email }) => email).entries()) {
    const asking = { client, statementIds: [contact.id], origin: ORIGIN, by }
    const request = await Request.ask({ ...asking, channel: 'link' })
    if (index === 0) await request.open()
    if (index === 1) await request.revoke({ by })
  }
}

/** What a clinic would write where only it knows the words. */
async function fillGaps(statement: Statement, by: Actor) {
  const draft = await Version.query()
    .where('statementId', statement.id)
    .preload('texts')
    .firstOrFail()
  for (const { locale, fields } of draft.texts) {
    const filled = TEXT_FIELDS.map((name) => [name, withoutGaps(fields[name])])
    await statement.write({ locale, fields: Object.fromEntries(filled) as TextFields, by })
  }
}

/** `[[fx: 5 år]]` becomes `5 år`; a gap about whom to contact gets a name, any other goes. */
function withoutGaps(text: string) {
  return text
    .replace(/\[\[[^\]]*(?:fx|instance): ([^\]]*)\]\]/g, '$1')
    .replace(/\[\[[^\]]*(?:e-mail)\]\]/g, 'Maria Sand, 33 12 34 56, maria@havblik.example.com')
    .replace(/ ?\[\[[^\]]*\]\]/g, '')
}

/** A wave that differs from client to client. */
function signatureOf(index: number) {
  const wave = Array.from({ length: 40 }, (_, step): [number, number] => [
    60 + step * 10,
    Math.round(110 + 45 * Math.sin((step * (index % 5)) / 9 + step / 2) * (1 - step / 60)),
  ])
  return new Signature({ width: 600, height: 220, strokes: [wave] })
}
