import { type PrecautionAnswers, type Question, strictestAnswer } from '#plugins/precautions'
import { RULES } from '../rules.js'
import type { Rule } from './rule.js'
import { rulesInHand, standingOf, type StoredRules } from './standing.js'

/**
 * What the rules that are on answer to the core's questions: of several, the strictest. One that throws makes the
 * plugin as a whole throw, and then the core takes the strictest answer there is: a broken rule locks more, not less.
 */
export const precautions = Object.fromEntries(
  [...new Set(RULES.flatMap(({ answers = {} }) => Object.keys(answers) as Question[]))].map(
    (question) => [question, (...asked: unknown[]) => answer(question, asked)]
  )
) as Partial<PrecautionAnswers>

function answer(question: Question, asked: unknown[]) {
  const answers = speakers(question).map((speak) => speak(...asked))
  return strictestAnswer(question, answers)
}

type Speaker = (...asked: unknown[]) => never

/** Who answers what, for the rules that were in hand: the core asks many times on each request. */
const known = new WeakMap<StoredRules, Map<Question, Speaker[]>>()

/** The rules that are on and have an answer. One that cannot be read throws each time: nothing is kept of a failure. */
function speakers(question: Question): Speaker[] {
  const rules = rulesInHand()
  const kept = known.get(rules) ?? new Map<Question, Speaker[]>()
  known.set(rules, kept)
  let found = kept.get(question)
  if (!found) kept.set(question, (found = RULES.flatMap((rule) => speakerOf(rule, question))))
  return found
}

function speakerOf(rule: Rule, question: Question): Speaker[] {
  const own = rule.answers?.[question] as ((...asked: unknown[]) => never) | undefined
  const standing = own && standingOf(rule)
  return standing ? [(...asked) => own(standing, ...asked)] : []
}
