import type { I18n } from '@adonisjs/i18n'
import { Exception } from '@adonisjs/core/exceptions'
import Member from '#models/member'
import { RULES } from '../rules.js'
import type { Rule } from './rule.js'
import { ShownRule } from './shown_rule.js'
import { standingOf } from './standing.js'

/** @throws 404 for a rule that there is not */
export function ruleOrFail(id: string): Rule {
  const rule = RULES.find((each) => each.id === id)
  if (!rule) throw new Exception('There is no such rule', { status: 404 })
  return rule
}

export function rulesThatAreOn() {
  return RULES.filter(standingOf)
}

/** A rule in the reader's words. */
export async function shown(rule: Rule, i18n: I18n) {
  return new ShownRule(rule, await membersAtWork(), i18n)
}

/** Every rule with what is so now, or what would come of switching it on as we advise. */
export async function ruleList(i18n: I18n) {
  const members = await membersAtWork()
  return Promise.all(
    RULES.map(async (each) => {
      const rule = new ShownRule(each, members, i18n)
      return { rule, measured: await rule.measured() }
    })
  )
}

/** The rules that are off, with what would come of switching them on as we advise. */
export async function proposals(i18n: I18n) {
  const members = await membersAtWork()
  const off = RULES.map((each) => new ShownRule(each, members, i18n)).filter(
    (rule) => !rule.standing
  )
  return Promise.all(off.map(async (rule) => ({ rule, proposal: await rule.proposal() })))
}

function membersAtWork() {
  return Member.query().whereNull('deactivatedAt').orderBy('name')
}
