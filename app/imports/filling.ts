import Client from '#models/client'
import { addTags } from './tagging.js'
import type { Verdict } from './matcher.js'
import type { ImportedClient } from './row_reader.js'

type Known = Extract<Verdict, { kind: 'known' }>

/** What is filled in where the clinic's own record has nothing. Names are never changed. */
const FILLED = [
  'email',
  'phone',
  'birthDate',
  'nationalId',
  'street',
  'postalCode',
  'city',
  'country',
  'locale',
  'emergencyName',
  'emergencyPhone',
  'emergencyRelation',
] as const satisfies (keyof ImportedClient & keyof Client)[]

/** What a client asked for is added, never taken back. */
const WISHES = ['neverCall', 'noVoicemail', 'emailOnly'] as const

/**
 * Completes the records of clients who are there already with what the file knows more.
 *
 * @returns how many of them it changed
 */
export async function fillIn(verdicts: Known[]): Promise<number> {
  const found = verdicts.filter(({ id }) => id !== null)
  const clients = await Client.query().whereIn(
    'id',
    found.map(({ id }) => id!)
  )
  const byId = new Map(clients.map((client) => [client.id, client]))
  let filled = 0
  for (const { id, client: said } of found) {
    const client = byId.get(id!)
    if (!client) continue
    client.merge(missing(client, said))
    if (client.$isDirty) filled++
    if (client.$isDirty) await client.save()
  }
  await addTags(found.map(({ id, client }) => ({ clientId: id!, tags: client.tags })))
  return filled
}

function missing(client: Client, said: ImportedClient) {
  const values: Partial<ImportedClient> = {}
  for (const field of FILLED) if (!client[field] && said[field]) values[field] = said[field]
  for (const wish of WISHES) if (said[wish]) values[wish] = true
  if (client.channel === 'any' && said.channel) values.channel = said.channel
  return values
}
