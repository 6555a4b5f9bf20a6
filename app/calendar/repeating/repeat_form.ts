import { isDeepStrictEqual } from 'node:util'
import type { Infer } from '@vinejs/vine/types'
import Recurrence from '#models/recurrence'
import { type bookingValidator, previewValidator } from '#validators/calendar'
import { weekdayOf } from '#calendar/dates'
import type { Plan } from '#calendar/plan'
import { plannedAhead } from './planned.js'
import { occurrences, problemOf, type Rule, type RuleProblem, weekdaysOf } from './recurrence.js'
import { closedWalls, type SeenDate, withClosed } from './taken_dates.js'
import type { WallTime } from '#calendar/wall_time'

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
  problem: RuleProblem | 'without_this' | null
  /** `isAdded` where there is nothing of the series yet. */
  dates: (SeenDate & { isAdded?: boolean })[]
  /** How many appointments would be cancelled, because they are on other dates. */
  dropped?: number
}

/**
 * The rule of an appointment as the form about it begins: until a date, because how many there are depends on
 * which of them are meant.
 */
export function repeatOf({ wallStart, readableRule: rule }: Recurrence, ruleWall: WallTime) {
  const own = weekdayOf(ruleWall.slice(0, 10))
  const walls = occurrences(wallStart, rule)
  return {
    unit: rule.unit,
    every: rule.every,
    weekdays: weekdaysOf(wallStart, rule).filter((day) => rule.unit === 'week' && day !== own),
    monthlyBy: rule.monthlyBy ?? ('date' as const),
    ends: 'until' as const,
    until: walls.at(-1)!.slice(0, 10),
    count: walls.filter((wall) => wall >= ruleWall).length,
  }
}

/** The rule that a form asks for instead of the one that an appointment has; null if it is the same. */
export function otherRule(recurrence: Recurrence, ruleWall: WallTime, repeat: Repeat): Rule | null {
  const rule = ruleFrom(repeat)
  const now = ruleFrom(repeatOf(recurrence, ruleWall))!
  return !rule || isDeepStrictEqual(sorted(rule), sorted(now)) ? null : rule
}

function sorted({ weekdays = [], ...rule }: Rule) {
  return { ...rule, weekdays: [...weekdays].sort() }
}

/** What a form would book as it is typed so far; null as long as it does not say when, or does not repeat. */
export async function datesPreview(begun: Record<string, unknown>): Promise<DatesPreview | null> {
  const [mistake, values] = await previewValidator.tryValidate(begun)
  const rule = mistake ? null : ruleFrom(values.repeat)
  if (!rule) return null
  const plan = await plannedAhead(values!)
  if (!plan) return null
  const problem = problemOf(plan.wall, rule)
  const dates = problem ? [] : await withClosed(plan, await Recurrence.preview(plan, rule))
  return { wall: plan.wall, rule, problem, dates }
}

/** The dates of a rule on which somebody works. */
export async function openDates(plan: Plan, rule: Rule): Promise<WallTime[]> {
  const walls = occurrences(plan.wall, rule)
  const closed = await closedWalls(plan, walls)
  return walls.filter((wall) => !closed.has(wall))
}
