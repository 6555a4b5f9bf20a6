import db from '@adonisjs/lucid/services/db'
import { afterCommit, currentClinic } from './clinic_in_hand.js'
import { clinicConnection } from './database.js'

const FRESH_MS = 1000

/**
 * What every request of a clinic asks and hardly ever changes: which plugins are on, what roles
 * may do, the settings. Read once and kept; read anew after a second, because a command in
 * another process may have changed it.
 */
export class ClinicState {
  readonly readAt = Date.now()

  constructor(
    /** The plugins that are switched on; which of them work, `switchedOn()` knows. */
    readonly plugins: ReadonlySet<string>,
    /** The migrations of plugins that ran in this clinic's database, of those switched off too. */
    readonly migrations: ReadonlySet<string>,
    private permissions: ReadonlyMap<string, boolean>,
    private settings: ReadonlyMap<string, Record<string, unknown>>
  ) {}

  /** Whether the clinic gave a role this permission or took it away; undefined where it left it as it comes. */
  decisionOn(role: string, permission: string) {
    return this.permissions.get(`${role} ${permission}`)
  }

  /** The stored values of one settings page, without its defaults; see app/clinics/stored_settings.ts. */
  storedSettings(id: string) {
    return this.settings.get(id) ?? {}
  }
}

const states = new Map<string, ClinicState>()

/** The state of the clinic in hand. It is loaded where a clinic comes into hand, with `loadClinicState()`. */
export function clinicState(): ClinicState {
  const state = states.get(currentClinic().id)
  if (!state)
    throw new Error('Load the state of a clinic with loadClinicState() where it comes into hand')
  return state
}

/** Reads the state of the clinic in hand, unless it was read within the last second. */
export async function loadClinicState(): Promise<ClinicState> {
  const { id } = currentClinic()
  const known = states.get(id)
  if (known && Date.now() - known.readAt < FRESH_MS) return known

  const state = await readState(id)
  states.set(id, state)
  return state
}

/** Call after a change of switches, permissions or settings; inside a transaction it waits for the commit. */
export async function reloadClinicState() {
  const { id } = currentClinic()
  await afterCommit(async () => states.set(id, await readState(id)))
}

async function readState(clinicId: string) {
  const client = db.connection(clinicConnection(clinicId))
  const [plugins, migrations, permissions, settings] = [
    await client.from('plugin_activations').select('plugin_id'),
    await client.from('migrations').where('name', 'like', 'plugin:%').select('name'),
    await client.from('role_permissions').select('*'),
    await client.from('settings').select('*'),
  ]
  return new ClinicState(
    new Set(plugins.map((row) => row.plugin_id)),
    new Set(migrations.map((row) => row.name)),
    new Map(permissions.map((row) => [`${row.role} ${row.permission}`, Boolean(row.allowed)])),
    new Map(settings.map((row) => [row.id, JSON.parse(row.values)]))
  )
}
