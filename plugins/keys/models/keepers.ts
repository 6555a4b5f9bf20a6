import type { Permission } from '#members/permissions'
import { registry } from '#plugins/registry'
import { hasData, isOn } from '#plugins/switch'

/** An envelope that another plugin keeps. `about`: what it must be, `client` where it is filed now. */
export type KeptEnvelope = {
  id: string
  circle: string
  envelope: string
  about: { type: string; client: string; record: string; version: number }
}

/** One under a newer record key, looked at already. */
export type SealedAnew = { id: string; envelope: string; circleVersion: number; size: number }

/**
 * What another plugin keeps encrypted for circles. The keys do not know what it is: they count it, tell which of it lies
 * under an old record key, and hand in the same sealed anew.
 */
export type Keeper = {
  /** Members who hold one of these are asked to make a key; the others may. */
  permissions: readonly Permission[]
  /** How many records, as members count them, there are for each circle, by its id. */
  counts(): Promise<Map<string, number>>
  /** The oldest version of its record key that anything lies under, for each of these circles, or for all. */
  oldest(circles?: string[]): Promise<Map<string, number>>
  /** Envelopes that lie under this version of the record key of a circle, or an older one, by the circles' ids. */
  under(versions: Map<string, number>, limit: number): Promise<KeptEnvelope[]>
  /** Those of them that are still there: a draft may have been written on meanwhile, or given to other readers. */
  find(ids: string[]): Promise<Omit<KeptEnvelope, 'envelope'>[]>
  /** Takes the same records under newer record keys of their circles, in the transaction in hand. */
  replace(sealed: SealedAnew[]): Promise<void>
}

const keepers = new Map<string, Keeper>()

/**
 * Tells the keys of envelopes that a plugin keeps. Called once, where the plugin is defined.
 *
 * @param kind `<id of the plugin>.<what it is>`; what browsers call it when they send one back
 */
export function keepEnvelopes(kind: `${string}.${string}`, keeper: Keeper) {
  keepers.set(kind, keeper)
}

/** Those with tables in the clinic in hand: what was switched off still keeps what it has. */
export function keepersHere(): { kind: string; keeper: Keeper }[] {
  return keepersWhere(hasData)
}

/** The permissions for which a member needs a key, in the clinic in hand. */
export function permissionsWithKey(): Permission[] {
  return keepersWhere(isOn).flatMap(({ keeper }) => keeper.permissions)
}

function keepersWhere(is: typeof hasData) {
  return [...keepers]
    .map(([kind, keeper]) => ({ kind, keeper }))
    .filter(({ kind }) => {
      const plugin = registry.find(kind.slice(0, kind.indexOf('.')))
      return plugin && is(plugin)
    })
}
