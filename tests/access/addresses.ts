import { clinicClient } from '#clinics/database'
import { parametersOf } from '#tests/routes'

/** What stands in an address for what it leaves open: one list of values for each row that it is tried with. */
export type Rows = string[][]

/**
 * Rows that the name of the noun does not lead to, by the address up to its last parameter. Of what belongs to
 * members, one of each member: who may have their own shows only then.
 */
const SPELLED: Record<string, string> = {
  '/settings/plugins/:id': `select plugin_id from plugin_activations where plugin_id in ('booking', 'soap')`,
  '/settings/invitations/:id': 'select id from invitations',
  '/settings/outbox/:id': 'select min(id) from outbox_mails',
  '/settings/security-overview/decoys/:id': 'select min(id) from clients',
  '/settings/hours/:id': 'select id from members',
  '/settings/hours/:id/weeks/:from':
    "select distinct member_id, coalesce(valid_from, 'always') from working_hours",
  '/settings/hours/:id/exceptions/:date': 'select distinct member_id, date from hour_exceptions',
  '/settings/hours/:id/time-off/:timeOffId':
    'select member_id, min(id) from time_off group by member_id',
  '/clients/imports/:id': 'select min(id) from client_imports',
  '/clients/:id/alerts/:alertId': 'select client_id, min(id) from client_alerts',
  '/clients/:id/tags/:tagId': 'select client_id, min(tag_id) from client_tags',
  '/clients/:id/mergings/:otherId': 'select min(id), max(id) from clients',
  '/exports/:id': 'select min(id) from export_requests group by member_id',
  '/calendar/days/:date': "select date('now')",
  '/appointments/:id/clients/:clientId': 'select appointment_id, min(client_id) from attendances',
  '/booking/requests/:request_id': 'select min(id) from booking_bookings',
  '/booking/waiting-list/:entry_id': 'select min(id) from booking_waiting',
  '/booking/wordings/:kind/:language': 'select kind, locale from booking_texts limit 1',
  '/consents/statements/:statement_id/texts/:locale':
    'select statement_id, locale from consents_versions join consents_texts on version_id = consents_versions.id limit 1',
  '/consents/statements/:statement_id/publication':
    'select min(statement_id) from consents_versions where published_at is null',
  '/consents/statements/:statement_id/versions/:number':
    'select statement_id, min(number) from consents_versions where published_at is not null',
  '/keys/colleagues/:id': 'select id from members',
  '/keys/circles/:id': 'select id from keys_circles',
  '/keys/files/:id': 'select id from soap_attachments',
  '/keys/handovers/:key_id': "select id from keys_keys where superseded_why = 'lost'",
  '/soap/templates/envelopes/:id': 'select min(id) from soap_templates',
  '/soap/notes/:note_id/envelopes/:version':
    'select note_id, max(version) from soap_envelopes group by note_id',
  '/soap/notes/:note_id/attachments/:id': 'select note_id, id from soap_attachments',
  '/strict-mode/rules/:id': `select 'automatic_sign_out'`,
}

/** What an address is about where only what follows it says that. */
export const QUERIES: Record<string, Record<string, string>> = {
  '/exports': { kind: 'clients', format: 'csv', status: 'all' },
  '/exports/new': { kind: 'clients', format: 'csv', status: 'all' },
}

const OWNERS = ['member_id', 'author_id']

/** The rows that this address is tried with, in the clinic in hand. */
export async function rowsFor(pattern: string): Promise<Rows> {
  const parameters = parametersOf(pattern)
  if (!parameters.length) return [[]]
  const end = pattern.lastIndexOf(parameters.at(-1)!) + parameters.at(-1)!.length
  const sql = SPELLED[pattern] ?? SPELLED[pattern.slice(0, end)] ?? (await byNoun(pattern, end))
  const rows: Record<string, unknown>[] = sql ? await clinicClient().rawQuery(sql) : []
  return rows
    .map((row) => Object.values(row).map(String))
    .filter((values) => !values.includes('null'))
}

/** `/soap/notes/:id` speaks of `soap_notes`, `/settings/rooms/:id` of `rooms`. */
async function byNoun(pattern: string, end: number) {
  const parts = pattern.slice(0, end).replaceAll('-', '_').split('/').slice(1, -1)
  for (const table of [`${parts[0]}_${parts.at(-1)}`, parts.at(-1)!]) {
    const columns: { name: string }[] = await clinicClient().rawQuery(`pragma table_info(${table})`)
    const owner = columns.find(({ name }) => OWNERS.includes(name))?.name
    if (table === 'members') return 'select id from members'
    if (owner) return `select min(id) from ${table} group by ${owner}`
    if (columns.length) return `select min(id) from ${table}`
  }
  return null
}
