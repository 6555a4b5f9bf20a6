import type Client from '#models/client'
import { clinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import type { DataContract } from './data_contract.js'
import { migrationOwner, type Plugin } from './plugin.js'
import { registry } from './registry.js'

export type Holder = { plugin: Plugin; data: DataContract }

/**
 * The plugins that have tables in the database of the clinic in hand. One that is switched off keeps
 * its data, so it still owes a client their report and their erasure.
 *
 * @throws if a plugin has tables and its code is gone: nobody could say what it keeps
 */
export function dataHolders(): Holder[] {
  const { holders, gone } = holdersAndGone()
  if (gone.length) throw new PluginCodeMissing(gone)
  return holders
}

/** The same, and the ids of those whose code is gone, for who can do with less than everything and says so. */
export function holdersAndGone(): { holders: Holder[]; gone: string[] } {
  const ids = new Set([...clinicState().migrations].map(ownerOf))
  const holders = registry
    .all()
    .filter(({ id }) => ids.has(id))
    .flatMap((plugin) => (plugin.definition.data ? [{ plugin, data: plugin.definition.data }] : []))
  return { holders, gone: [...ids].filter((id) => !registry.find(id)) }
}

/** What the plugins keep about a client, by plugin id; those that keep nothing are left out. */
export async function exportFromPlugins(client: Client) {
  const parts: Record<string, Record<string, unknown>> = {}
  for (const { plugin, data } of dataHolders()) {
    const part = await data.export(client)
    if (part) parts[plugin.id] = part
  }
  return parts
}

/** Lets every plugin remove what it keeps about a client, all or none. */
export async function eraseFromPlugins(client: Client) {
  await transaction(async () => {
    for (const { data } of dataHolders().reverse()) await data.erase(client)
  })
}

/** Lets every plugin move what it keeps from one client to another, all or none. */
export async function mergeInPlugins(from: Client, into: Client) {
  await transaction(async () => {
    for (const { data } of dataHolders()) await data.merge(from, into)
  })
}

/** Nothing can be said or deleted of a client as long as the code of a plugin with data is not there. */
export class PluginCodeMissing extends Error {
  constructor(readonly ids: string[]) {
    super(
      `Data of ${ids.join(', ')} lies in this clinic's database, but the code of the plugin is not installed, ` +
        `so nobody can say what it keeps about a client. Install it again (config/plugins.ts) and restart.`
    )
  }
}

function ownerOf(migration: string) {
  return migration.slice(migrationOwner('').length, migration.indexOf('/'))
}
