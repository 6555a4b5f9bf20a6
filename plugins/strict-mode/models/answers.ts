import { type PrecautionAnswers, type Question, strictestAnswer } from '#plugins/precautions'
import { RULES } from '../rules.js'
import { standingOf } from './standing.js'

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
  const answers = RULES.flatMap((rule) => {
    const own = rule.answers?.[question] as ((...asked: unknown[]) => never) | undefined
    const standing = own && standingOf(rule)
    return standing ? [own(standing, ...asked)] : []
  })
  return strictestAnswer(question, answers)
}
