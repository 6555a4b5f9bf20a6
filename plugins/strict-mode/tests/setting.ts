import type { TestContext } from '@japa/runner/core'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { loadClinicState, reloadClinicState } from '#clinics/state'
import { utcNow } from '#models/columns'
import type Clinic from '#models/clinic'
import { setUpMail } from '#tests/mails'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { change } from '../models/change.js'
import { ruleOrFail } from '../models/rule_list.js'

type Rules = Record<string, Record<string, unknown>>

/** Nordlys with mail and strict mode, and these rules on. */
export async function strictClinic(rules: Rules = {}) {
  const all = await people()
  await setUpMail(all.nordlys)
  await switchOn(all.nordlys, 'strict-mode')
  await rulesOn(all.nordlys, rules)
  return all
}

/** Who sets a test up has a reason. */
const WHO = { by: SERVER, reason: 'A test wants it' }

/** Switches rules on, past the page. */
export async function rulesOn(clinic: Clinic, rules: Rules) {
  const wishes = Object.entries(rules).map(([id, values]) => ({ rule: ruleOrFail(id), values }))
  await at(clinic, () => change(wishes, WHO))
}

/** Switches rules off, past the page. */
export async function rulesOff(clinic: Clinic, ...ids: string[]) {
  const wishes = ids.map((id) => ({ rule: ruleOrFail(id), values: null }))
  await at(clinic, () => change(wishes, WHO))
}

/** Another process has switched these rules on, and this one does not know yet, until the test ends or it looks anew. */
export async function rulesOnElsewhere(
  clinic: Clinic,
  rules: Rules,
  { test }: Pick<TestContext, 'test'>
) {
  const since = DateTime.utc().toISO()
  const stored = Object.entries(rules).map(([id, values]) => [id, { since, values }])
  const values = JSON.stringify({ rules: Object.fromEntries(stored) })
  const row = { id: 'strict-mode', values, updated_at: utcNow() }
  await at(clinic, async () => {
    Object.assign(await loadClinicState(), { readAt: Date.now() + 60_000 })
    await clinicClient().knexQuery().table('settings').insert(row).onConflict('id').merge()
  })
  test.cleanup(() => at(clinic, reloadClinicState))
}
