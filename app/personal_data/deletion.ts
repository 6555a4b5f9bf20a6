import logger from '@adonisjs/core/services/logger'
import type { Actor } from '#audit/actor'
import { afterCommit } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import ClientDeleted from '#events/client_deleted'
import type Client from '#models/client'
import { dataHolders, type Holder } from '#plugins/personal_data'
import { corePersonalData } from './core_data.js'

/** How many rows of one kind are about a client. `count` is null where a number says nothing, or only the plugin itself could tell. */
export type DataCount = { owner: string; what: string; count: number | null }

/** What stays when a client is deleted: that somebody did something, without a name. */
const STAYS = new Set(['audit_events'])

/** Everything that the clinic keeps about a client, by the data maps of the core and the plugins, counted. */
export async function whatIsKept(client: Client): Promise<DataCount[]> {
  const maps = [
    { owner: 'core', entries: corePersonalData.map.filter(({ table }) => !STAYS.has(table)) },
    ...dataHolders().map(({ plugin, data }) => ({ owner: plugin.id, entries: data.map })),
  ]
  const counts: DataCount[] = []
  for (const { owner, entries } of maps)
    for (const { table, what } of entries.filter(isPersonal))
      counts.push({ owner, what, count: await countRows(table, client) })
  return counts.filter(({ count }) => count !== 0)
}

/**
 * Deletes a client and everything that is kept about them: all of it, or nothing.
 *
 * @throws DeletionRefused, which names the plugin that could not let go
 */
export async function deleteClient(client: Client, { by }: { by: Actor }) {
  await transaction(async () => {
    for (const holder of dataHolders().reverse()) await eraseFrom(holder, client)
    await corePersonalData.erase(client)
    await client.tell('client.deleted', by, { number: client.number })
    await afterCommit(() => ClientDeleted.dispatch(client.id, by))
  })
}

/** Nothing was deleted, because one plugin could not: all of it goes, or none. */
export class DeletionRefused extends Error {
  constructor(readonly pluginId: string) {
    super(`The plugin ${pluginId} could not delete what it keeps about the client`)
  }
}

async function eraseFrom({ plugin, data }: Holder, client: Client) {
  try {
    await data.erase(client)
  } catch (err) {
    logger.error({ err, plugin: plugin.id }, 'a plugin could not erase a client')
    throw new DeletionRefused(plugin.id)
  }
}

function isPersonal(entry: object) {
  return !('personal' in entry && entry.personal === false)
}

/** Tables say by a column whom their rows are about. */
async function countRows(table: string, client: Client) {
  if (table === 'clients') return null
  const columns: { name: string }[] = await clinicClient().rawQuery(`pragma table_info(${table})`)
  if (!columns.some(({ name }) => name === 'client_id')) return null
  const [{ count }] = await clinicClient()
    .from(table)
    .where('client_id', client.id)
    .count('* as count')
  return Number(count)
}
