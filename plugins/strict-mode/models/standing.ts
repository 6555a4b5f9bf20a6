import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { defineSettings } from '#clinics/stored_settings'
import type { Rule, Standing } from './rule.js'

const ID = 'strict-mode'

/** A rule that is on, as it is stored; one that is off is not there. */
type Stored = { since: string; values: Record<string, any> }
export type StoredRules = Record<string, Stored>

/**
 * Which rules are on, in hand on each request, because the core asks often and cannot wait. One row for all of them:
 * a change is there as a whole or not at all. No settings of the plugin, because those can be changed without a proof.
 */
const ruleSettings = defineSettings(
  ID,
  vine.create({
    rules: vine.record(vine.object({ since: vine.string(), values: vine.record(vine.any()) })),
  }),
  { rules: {} }
)

/** Since when a rule is on and how strict, in the clinic in hand; null where it is off. */
export function standingOf({ id }: Rule): Standing | null {
  const stored = storedIn(rulesInHand(), id)
  return stored && read(id, stored)
}

/** The rules that are on. The same object as long as nobody has changed any and the clinic was not read anew. */
export function rulesInHand() {
  return ruleSettings.read().rules as StoredRules
}

function read(id: string, stored: Stored): Standing {
  const since = DateTime.fromISO(stored.since, { zone: 'utc' })
  // Nothing is later than a moment that is none, so that a deadline would never come.
  if (!since.isValid) throw new Error(`The rule ${id} does not say since when it is on`)
  return { since, values: stored.values }
}

export function storedIn(rules: StoredRules, id: string): Stored | null {
  return Object.hasOwn(rules, id) ? rules[id] : null
}

/** What is stored now, whatever this request has in hand: somebody else may have saved meanwhile. */
export async function storedRules(): Promise<StoredRules> {
  const { rules } = await ruleSettings.readAnew()
  return { ...rules } as StoredRules
}

/** Takes what is stored now in hand. */
export function reloadRules() {
  return ruleSettings.reload()
}

export function storeRules(rules: StoredRules) {
  return ruleSettings.write({ rules })
}
