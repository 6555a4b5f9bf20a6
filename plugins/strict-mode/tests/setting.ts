import { SERVER } from '#audit/actor'
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

/** Switches rules on, past the page. */
export async function rulesOn(clinic: Clinic, rules: Rules) {
  const wishes = Object.entries(rules).map(([id, values]) => ({ rule: ruleOrFail(id), values }))
  await at(clinic, () => change(wishes, { by: SERVER }))
}

/** Switches rules off, past the page. */
export async function rulesOff(clinic: Clinic, ...ids: string[]) {
  const wishes = ids.map((id) => ({ rule: ruleOrFail(id), values: null }))
  await at(clinic, () => change(wishes, { by: SERVER }))
}
