import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { kept } from '#clinics/kept'
import type OutboxMail from '#models/outbox_mail'
import { ask } from '#plugins/precautions'
import { leaksIn, type Secrets, tellingGaps } from './leaks.js'
import { tellsNothing } from './ordinary_words.js'
import { mustBeNeutral } from './sender.js'

/** Of a client, what a message must not tell. A row is enough: who hands in a whole client may. */
type Person = { firstName: string; lastName: string; birthDate: string | null }

/** Where the clinic's own people, and those who are about to be, have their addresses. */
const COLLEAGUES = ['members', 'invitations', 'email_changes']

/**
 * What in a mail would tell who a client is or what for; nothing as long as no plugin asks for that to be held back.
 * What goes to the clinic's own people and is about no client is not looked at: to hold back the link for a
 * new password would lock somebody out. Where it is about one, it may still name their colleagues.
 */
export async function leaksOfMail(mail: OutboxMail): Promise<string[]> {
  if (!ask('leaksHeldBack')) return []
  const { clientId, recipient, recipientName, subject, text, html, calendar } = mail
  const client = clientId ? await personOf(clientId) : null
  const isInside = client?.email !== recipient && (await isColleague(recipient))
  if (isInside && !clientId) return []
  const words = [subject, text, html, unfolded(calendar)].filter(Boolean).join('\n')
  const secrets = await secretsOf(client, isInside ? null : recipientName)
  if (isInside) return found(words, secrets, await knownInside())
  return found(words, secrets, client ? knownToClients() : [currentClinic().name])
}

/** The same of what is said to a client by another way, an SMS for instance. */
export async function leaksOfText(text: string, client: Person | null): Promise<string[]> {
  return ask('leaksHeldBack') ? found(text, await secretsOf(client), knownToClients()) : []
}

/** What in a text in the clinic's own words would tell that of any client: what would fill its gaps, too. */
export async function leaksOfWords(text: string): Promise<string[]> {
  return [...tellingGaps(text), ...found(text, await secretsOf(null), [])]
}

/** Whether a text in the clinic's own words may go out: where messages must be neutral, only one that was looked through. */
export async function mayGoOut(text: string): Promise<boolean> {
  if (!mustBeNeutral()) return true
  if (!ask('leaksHeldBack')) return false
  const leaks = await leaksOfWords(text)
  return leaks.length === 0
}

async function personOf(clientId: string): Promise<(Person & { email: string | null }) | null> {
  const row = await clinicClient()
    .from('clients')
    .where('id', clientId)
    .select('first_name as firstName', 'last_name as lastName')
    .select('birth_date as birthDate', 'email')
    .first()
  return row ?? null
}

function found(text: string, secrets: Secrets, known: string[]) {
  return leaksIn(readable(text), secrets, known)
}

/** What a client may read although it may be telling. Where messages must be neutral none says from which clinic it comes. */
function knownToClients() {
  return mustBeNeutral() ? [] : [currentClinic().name]
}

async function secretsOf(client: Person | null, name: string | null = null): Promise<Secrets> {
  return {
    names: [client?.firstName ?? null, client?.lastName ?? null, name],
    birthDate: client?.birthDate ?? null,
    services: await offers(),
  }
}

/** What the clinic calls its services and their categories; asked for each message, and hardly ever changed. */
function offers(): Promise<string[]> {
  return kept({ key: 'words of services', tables: ['services'] }, async () => {
    const services = await clinicClient().from('services').select('name', 'category')
    const words = services.flatMap(({ name, category }) => [name, category]).filter(Boolean)
    return [...new Set(words as string[])].filter((word) => !tellsNothing(word))
  })
}

async function isColleague(address: string) {
  const [first, ...others] = COLLEAGUES.map((table) =>
    clinicClient().from(table).select('email').where('email', address.toLowerCase())
  )
  return Boolean(await first.union(others).first())
}

async function knownInside(): Promise<string[]> {
  const members = await clinicClient().from('members').select('name')
  return [currentClinic().name, ...members.map(({ name }) => name)]
}

/** Lines of an .ics file are cut after 75 octets, in the middle of a word if need be (RFC 5545, 3.1). */
function unfolded(calendar: string | null) {
  return calendar?.replaceAll(/\r?\n[ \t]/g, '') ?? ''
}

/** With the letters that links spell with percent signs. */
function readable(text: string) {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString()
  )
}
