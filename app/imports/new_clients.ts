import { uuidv7 } from 'uuidv7'
import { clinicClient } from '#clinics/database'
import { clientRow } from '#clients/columns'
import { addTags } from './tagging.js'
import type { Verdict } from './matcher.js'

type New = Extract<Verdict, { kind: 'new' }>

/**
 * Writes the clients that an import makes, past the model: thousands a second. Runs in the caller's
 * transaction, which also tells the audit log and the listeners, once for all.
 *
 * @returns their ids
 */
export async function insertClients(
  verdicts: New[],
  { importId, memberId }: { importId: string; memberId: string | null }
): Promise<string[]> {
  if (!verdicts.length) return []
  const made = verdicts.map(({ client, derived, who }) => {
    const row = clientRow({ ...client, importKey: who.import_key }, derived)
    return {
      client,
      row: {
        ...row,
        import_id: importId,
        archived_at: client.archived ? row.created_at : null,
        archived_by: client.archived ? memberId : null,
      },
    }
  })
  await clinicClient()
    .insertQuery()
    .table('clients')
    .multiInsert(made.map(({ row }) => row))
  await addTags(made.map(({ client, row }) => ({ clientId: row.id, tags: client.tags })))
  await insertAlerts(made, memberId)
  return made.map(({ row }) => row.id)
}

type Made = { client: New['client']; row: { id: string; created_at: string } }

async function insertAlerts(made: Made[], memberId: string | null) {
  const alerts = made.flatMap(({ client, row }) =>
    client.alerts.map((text) => ({
      id: uuidv7(),
      client_id: row.id,
      text,
      created_by: memberId,
      // The moment of the client itself, by which a later alert is told from an imported one.
      created_at: row.created_at,
    }))
  )
  if (alerts.length) await clinicClient().insertQuery().table('client_alerts').multiInsert(alerts)
}
