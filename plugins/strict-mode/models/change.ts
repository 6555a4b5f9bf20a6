import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import { mailIsSetUp, mustBeNeutral, queueMail } from '#mails/queue_mail'
import { ownersAtWork } from '#members/owners'
import { isMilder, presetOf, type Rule } from './rule.js'
import { storedIn, storedRules, type StoredRules, storeRules } from './standing.js'

type Values = Record<string, unknown>

/** How strict a rule is to be from now on; null switches it off. */
export type Wish = { rule: Rule; values: Values | null }

/** Whether what is wished for protects less than what is so now. */
export function isWeaker({ rule, values }: Wish, before: Values | null) {
  if (!before) return false
  return !values || isMilder(rule, values, before)
}

/** Somebody else has made the rule stricter meanwhile: what was no weakening when it was wished for has become one. */
export class ChangedMeanwhile extends Error {}

/**
 * Switches on every rule that is off, as strict as we advise: all of them, or after a failure none. Which are off
 * is asked inside the transaction, so that none gets milder that somebody has switched on meanwhile.
 *
 * @returns how many were off
 */
export function switchAllOn(rules: readonly Rule[], by: Actor): Promise<number> {
  return transaction(async () => {
    const stored = await storedRules()
    const off = rules.filter(({ id }) => !storedIn(stored, id))
    const wishes = off.map((rule) => ({ rule, values: presetOf(rule) }))
    await change(wishes, { by })
    return off.length
  })
}

/**
 * Makes rules as strict as is wished for, all of them in one transaction.
 *
 * @param reason why less is to be protected than before, which only an owner can say; all owners are told it
 * @throws ChangedMeanwhile where less would be protected than what is stored now, and nobody has said why
 */
export async function change(wishes: Wish[], { by, reason }: { by: Actor; reason?: string }) {
  await transaction(async () => {
    const rules = await storedRules()
    for (const wish of wishes) await apply(wish, rules, { by, reason })
    await storeRules(rules)
  })
}

async function apply(
  { rule, values }: Wish,
  rules: StoredRules,
  { by, reason }: { by: Actor; reason?: string }
) {
  const stored = storedIn(rules, rule.id)
  const before = stored?.values ?? null
  if (isSame(before, values)) return
  const isLess = isWeaker({ rule, values }, before)
  if (isLess && !reason) throw new ChangedMeanwhile()
  if (values) rules[rule.id] = { since: stored?.since ?? DateTime.utc().toISO(), values }
  else delete rules[rule.id]
  await record({
    action: `strict-mode.${isLess ? 'weakened' : 'tightened'}`,
    by,
    subject: { type: 'strict_mode_rule', id: rule.id },
    details: { rule: rule.id, before, after: values, ...(isLess && { reason }) },
  })
  if (isLess) await tellOwners(rule, { by, reason, isOff: !values })
}

/** Nobody makes the clinic weaker unseen. A reason may name somebody, so where mails must be neutral it stays in the house. */
async function tellOwners(
  rule: Rule,
  { by, reason, isOff }: { by: Actor; reason?: string; isOff: boolean }
) {
  if (!mailIsSetUp()) return
  const data = {
    ...{ rule: rule.id, isOff, at: DateTime.utc(), who: by.member?.name },
    reason: mustBeNeutral() ? null : (reason ?? '–'),
  }
  for (const { name, email, locale } of await ownersAtWork())
    await queueMail({
      to: { name, address: email },
      purpose: 'strict-mode.mails.weakened.purpose',
      template: 'strict-mode::mails/weakened',
      ...{ data, locale, by },
    })
}

function isSame(one: Values | null, other: Values | null) {
  return JSON.stringify(one) === JSON.stringify(other)
}
