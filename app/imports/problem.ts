import type { DateProblem } from './dates.js'
import type { Field } from './fields.js'
import type { Row } from './row.js'

/** The row is imported all the same; the member should look at it. */
const REMARKS = [
  'phone_unknown',
  'national_id_unusual',
  'date_ambiguous',
  'century_guessed',
  'first_taken',
  'left_out',
  'date_without_year',
] as const

/** The row is left out and listed, because what it says would be lost or wrong. */
export const FAILURES = [
  'unclosed_quote',
  'unfinished_card',
  'not_a_person',
  'too_many_cells',
  'no_name',
  'email_wrong',
  'date_unreadable',
  'date_impossible',
  'date_future',
  'too_long',
] as const satisfies (NonNullable<Row['broken']> | DateProblem | string)[]

export type ProblemCode = (typeof REMARKS)[number] | (typeof FAILURES)[number]

/** What is the matter with a row, or with the cell of one field. Its sentence is `imports.problems.<code>`. */
export type Problem = { code: ProblemCode; field?: Field; cell?: string }

/** Whether a row with this problem stays out; with any other it comes in, and the problem is told. */
export function isFailure({ code }: Problem) {
  return (FAILURES as readonly string[]).includes(code)
}
