import logger from '@adonisjs/core/services/logger'
import { record } from '#audit/audit_log'
import type { Actor } from '#audit/actor'
import { currentClinic, inTransaction, type Work } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { UpgradeFailed } from '#clinics/migrator'
import { clinicState, reloadClinicState } from '#clinics/state'
import { transaction } from '#clinics/transaction'
import { clinicMigrator } from '#clinics/upgrade'
import { utcNow } from '#models/columns'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { guarded } from './guard.js'
import type { Plugin } from './plugin.js'
import { registry } from './registry.js'
import { switchedOn } from './switched_on.js'
import { assertTablesAreMapped, tablesOfClinic } from './tables.js'

type By = { by: Actor }
type Progress = { onProgress?: (done: number, total: number) => Promise<void> | void }

/**
 * Turns a plugin on in the clinic in hand, with everything that it requires: migrations, `turnedOn`, the
 * switch and the audit line are one transaction. On one that is on already it runs what is pending.
 *
 * @throws SwitchFailed, and then nothing has changed
 */
export async function turnOn(plugin: Plugin, { by, onProgress = () => {} }: By & Progress) {
  const plugins = registry.withRequirements(plugin)
  const before = await tablesOfClinic()
  await asOne(plugin, async (along) => {
    const sets = plugins.map(({ migrations }) => migrations)
    await clinicMigrator(currentClinic()).up(sets, {
      onProgress: (_, done, total) => onProgress(done, total),
      along: along(async () => {
        await assertTablesAreMapped(plugins, before)
        for (const each of plugins) await activate(each, by)
      }),
    })
  })
}

/**
 * Turns a plugin off: its pages, slots, listeners, precautions and schedule are gone at once, its data stays.
 *
 * @throws StillRequired, KeptOn
 */
export async function turnOff(plugin: Plugin, { by }: By) {
  if (!isOn(plugin)) return
  const reason = keptOn(plugin)
  if (reason) throw new KeptOn(plugin, reason)
  const dependents = registry.dependents(plugin).filter(isOn)
  if (dependents.length) throw new StillRequired(plugin, dependents)
  await transaction(async () => {
    await guarded(plugin, 'turnedOff', () => plugin.definition.turnedOff?.())
    await deactivate(plugin.id, by)
  })
  await reloadClinicState()
}

/** Forgets that a plugin is on whose code is not installed any more. Its data stays. */
export async function turnOffMissing(id: string, { by }: By) {
  await transaction(() => deactivate(id, by))
  await reloadClinicState()
}

/**
 * Removes everything that a plugin keeps in the clinic in hand: its tables, its settings, what was decided
 * about its permissions.
 *
 * @throws StillRequired by one that is on or has data, SwitchFailed
 */
export async function deleteData(plugin: Plugin, { by }: By) {
  const dependents = registry.dependents(plugin).filter((other) => isOn(other) || hasData(other))
  if (isOn(plugin) || dependents.length) throw new StillRequired(plugin, dependents)
  await asOne(plugin, (along) =>
    clinicMigrator(currentClinic()).down(plugin.migrations, {
      along: along(async () => {
        await forget(plugin.id)
        await record({ action: 'plugin.data_deleted', by, subject: subject(plugin.id) })
      }),
    })
  )
}

/** Runs what is pending of the plugins that are on. One that fails is held back, and the clinic opens without it. */
export async function upgradePlugins() {
  await reloadClinicState()
  for (const plugin of registry.all().filter(isOn))
    try {
      await clinicMigrator(currentClinic()).up([plugin.migrations])
    } catch (error) {
      const err = causeOf(error)
      logger.error({ err, plugin: plugin.id, clinic: currentClinic().id }, 'a plugin is held back')
    }
  await reloadClinicState()
}

/** Why a plugin cannot be turned off now, as a translation key; null where it can. One that is held back always can. */
export function keptOn(plugin: Plugin): string | null {
  if (!switchedOn().has(plugin.id)) return null
  try {
    return plugin.definition.keptOn?.() ?? null
  } catch (err) {
    logger.error({ err, plugin: plugin.id }, 'a plugin failed to say whether it can be turned off')
    return 'plugins.could_not_be_asked'
  }
}

/** Whether the clinic in hand has switched it on; whether it also works, `switchedOn()` knows. */
export function isOn(plugin: Plugin) {
  return clinicState().plugins.has(plugin.id)
}

/** Whether tables of the plugin are in the database of the clinic in hand. */
export function hasData(plugin: Plugin) {
  return plugin.migrationNames.some((name) => clinicState().migrations.has(name))
}

type Along = (work: () => Promise<void>) => (trx: TransactionClientContract) => Promise<void>

/** Does what the plugin wants in the migrator's transaction, and tells everybody once it is on disk. */
async function asOne(plugin: Plugin, migrate: (along: Along) => Promise<void>) {
  const afterwards: Work[] = []
  try {
    await migrate((work) => (trx) => inTransaction(trx, afterwards, work))
  } catch (error) {
    throw new SwitchFailed(plugin, causeOf(error))
  }
  await reloadClinicState()
  for (const follow of afterwards) await follow()
}

/** What went wrong in a migration. The rollback was enough: nobody will look for the copy. */
function causeOf(error: unknown) {
  if (!(error instanceof UpgradeFailed)) return error
  error.forgetCopy()
  return error.cause
}

async function activate({ id, definition }: Plugin, by: Actor) {
  const known = await clinicClient().from('plugin_activations').where('plugin_id', id).first()
  if (known) return
  await clinicClient()
    .insertQuery()
    .table('plugin_activations')
    .insert({ plugin_id: id, member_id: by.member?.id ?? null, created_at: utcNow() })
  await definition.turnedOn?.()
  await record({ action: 'plugin.turned_on', by, subject: subject(id) })
}

async function deactivate(id: string, by: Actor) {
  await clinicClient().from('plugin_activations').where('plugin_id', id).delete()
  await record({ action: 'plugin.turned_off', by, subject: subject(id) })
}

async function forget(id: string) {
  await clinicClient().from('settings').where('id', id).orWhereLike('id', `${id}.%`).delete()
  await clinicClient().from('role_permissions').where('permission', 'like', `${id}.%`).delete()
  await clinicClient().from('schedule_runs').where('id', 'like', `${id}.%`).delete()
}

function subject(id: string) {
  return { type: 'plugin', id }
}

/** Something that the plugin does when it is switched went wrong, and all of it was undone. */
export class SwitchFailed extends Error {
  constructor(
    readonly plugin: Plugin,
    cause: unknown
  ) {
    super(`${plugin.id} could not be switched: ${(cause as Error).message}`, { cause })
  }
}

/** Others lean on the plugin, or it is itself still on. */
export class StillRequired extends Error {
  constructor(
    readonly plugin: Plugin,
    readonly dependents: Plugin[]
  ) {
    super(`${plugin.id} is required by ${dependents.map(({ id }) => id).join(', ') || 'itself'}`)
  }
}

/** The plugin has a reason to stay on, as a translation key: it guards something. */
export class KeptOn extends Error {
  constructor(
    readonly plugin: Plugin,
    readonly reason: string
  ) {
    super(`${plugin.id} stays on: ${reason}`)
  }
}
