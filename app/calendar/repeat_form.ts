import type { Infer } from '@vinejs/vine/types'
import Recurrence from '#models/recurrence'
import { type bookingValidator, previewValidator } from '#validators/calendar'
import type { PlannedDate } from './taken_dates.js'
import { planned } from './planned.js'
import { problemOf, type Rule, type RuleProblem } from './recurrence.js'
import type { WallTime } from './wall_time.js'

type Repeat = Infer<typeof bookingValidator>['repeat']

/** The rule that a form describes; null when the appointment does not repeat. */
export function ruleFrom(repeat: Repeat): Rule | null {
  if (!repeat || repeat.unit === 'none') return null
  const { unit, every, weekdays, monthlyBy, ends, until, count } = repeat
  return {
    unit,
    every: every ?? 1,
    ...(unit === 'week' && { weekdays }),
    ...(unit === 'month' && { monthlyBy }),
    ...(ends === 'until' ? { until } : { count }),
  }
}

/** The dates that a form describes, before anything is booked. */
export type DatesPreview = {
  wall: WallTime
  rule: Rule
  problem: RuleProblem | null
  dates: PlannedDate[]
}

/** What a form would book as it is typed so far; null as long as it does not say when, or does not repeat. */
export async function datesPreview(begun: Record<string, unknown>): Promise<DatesPreview | null> {
  const [mistake, values] = await previewValidator.tryValidate(begun)
  const rule = mistake ? null : ruleFrom(values.repeat)
  if (!rule) return null
  const plan = await planned(values!, false)
  const problem = problemOf(plan.wall, rule)
  const dates = problem ? [] : await Recurrence.preview(plan, rule)
  return { wall: plan.wall, rule, problem, dates }
}
