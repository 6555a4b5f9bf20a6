import type { I18n } from '@adonisjs/i18n'
import type { Actor } from '#audit/actor'
import { record, recordAll } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { admission } from '#exports/admission'
import type { ExportKind } from '#exports/export_kind'

/** What notes about many clients are taken along as; paper and files for a client hold one client's. */
const MANY = ['envelopes', 'json']

/** Notes about many clients, as what a second person is asked about. */
export const notesOfMany: ExportKind = {
  permission: 'soap.read',
  chosenIn: async ({ as }) => (MANY.includes(String(as)) ? { as: String(as) } : null),

  async count() {
    const [{ total }] = await clinicClient().from('soap_notes').countDistinct('client_id as total')
    return Number(total)
  },

  words: ({ as }, i18n: I18n) => i18n.t(`soap.browser.take_along.kinds.${as}`),
  path: () => '/soap/export',
}

/**
 * Lets notes go, and writes down who took how many along; a browser makes the file from what it has opened.
 *
 * @returns false when a second person has to approve it first
 */
export function takeAlong(
  { kind, notes }: { kind: string; notes: string[] },
  by: Actor & { member: { id: string; name: string } }
): Promise<boolean> {
  return transaction(async () => {
    const clients = await clientsOf(notes)
    const taking = { kind: 'soap.notes', choice: { as: kind }, clients: clients.length }
    const admitted = await admission(taking, by.member)
    if (!admitted) return false
    const subject = clients.length === 1 ? { type: 'client', id: clients[0] } : undefined
    const details = { kind, notes: notes.length, clients: clients.length, ...admitted }
    // One line for all says how much left; who asks about one client finds their own.
    if (!subject) await recordAll(clients.map((id) => reading(id, kind, by)))
    await record({ action: 'soap.taken_along', by, subject, details })
    return true
  })
}

function reading(id: string, kind: string, by: Actor) {
  return { action: 'soap.read', by, subject: { type: 'client', id }, details: { kind } }
}

/** Whom these notes are about. One parameter for all of them: there may be more than a statement takes. */
async function clientsOf(notes: string[]): Promise<string[]> {
  const rows: { client: string }[] = await clinicClient().rawQuery(
    `select distinct client_id as client from soap_notes
     where id in (select value from json_each(?))`,
    [JSON.stringify(notes)]
  )
  return rows.map(({ client }) => client)
}
