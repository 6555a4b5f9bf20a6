import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { WallTime } from '#calendar/wall_time'

/** More than this nobody meant: two years of every weekday are refused, one of them is not. */
export const MOST_OCCURRENCES = 400
export const LONGEST_YEARS = 2

export const UNITS = ['day', 'week', 'month'] as const
export type Unit = (typeof UNITS)[number]

/**
 * How appointments repeat, as people say it. The first one says the rest: its hour, its day of the week
 * and of the month.
 *
 * @property every 2 with `week` is every second week
 * @property weekdays for weeks; ISO 8601, Monday is 1. The first one's is always among them
 * @property monthlyBy for months: `date`, on the 15th, or `weekday`, on the third Tuesday. A fifth one is the last
 * @property until the last date on which one may be. Either this or `count`
 * @property count how many there are, the first included
 */
export type Rule = {
  unit: Unit
  every: number
  weekdays?: number[]
  monthlyBy?: 'date' | 'weekday'
  until?: string | null
  count?: number | null
}

const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * When it takes place, the first included, in order. The rule is followed by the calendar and the clock on
 * the wall, in no zone: 13:00 stays 13:00, and an hour that clocks jump over one night is left to
 * `momentOf`, not left out (RFC 5545 would). A date that a month does not have is left out.
 *
 * Never more than `MOST_OCCURRENCES` and one, so that too many are noticed.
 */
export function occurrences(wall: WallTime, rule: Rule): WallTime[] {
  return rruleOf(wall, rule)
    .all((_, index) => index <= MOST_OCCURRENCES)
    .map((moment) => moment.toString().slice(0, 16))
}

export type RuleProblem = 'once' | 'too_many' | 'too_long'

/** Why appointments cannot repeat like this, or null. */
export function problemOf(wall: WallTime, rule: Rule): RuleProblem | null {
  if (rule.until && rule.until > lastDate(wall)) return 'too_long'
  const found = occurrences(wall, rule)
  if (found.length < 2) return 'once'
  if (found.length > MOST_OCCURRENCES) return 'too_many'
  return found.at(-1)!.slice(0, 10) > lastDate(wall) ? 'too_long' : null
}

/** The last date on which a rule that begins then may have an occurrence. */
export function lastDate(wall: WallTime) {
  return Temporal.PlainDateTime.from(wall).add({ years: LONGEST_YEARS }).toPlainDate().toString()
}

/** The rule as RFC 5545 writes it, without DTSTART. */
export function ruleText(wall: WallTime, rule: Rule) {
  const { freq, interval, byDay, byMonthDay } = partsOf(wall, rule)
  const parts = {
    FREQ: freq,
    INTERVAL: interval,
    BYDAY: byDay?.join(','),
    BYMONTHDAY: byMonthDay?.join(','),
    COUNT: rule.count,
    UNTIL: rule.until && `${rule.until.replaceAll('-', '')}T235959`,
  }
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}

/** Reads what `ruleText` wrote. */
export function readRule(text: string): Rule {
  const parts = Object.fromEntries(text.split(';').map((part) => part.split('=')))
  const unit = UNITS.find((each) => FREQUENCIES[each] === parts.FREQ)!
  const days = parts.BYDAY?.split(',') ?? []
  return {
    unit,
    every: Number(parts.INTERVAL),
    ...(unit === 'week' && { weekdays: days.map((day: string) => WEEKDAYS.indexOf(day) + 1) }),
    ...(unit === 'month' && { monthlyBy: days.length ? 'weekday' : 'date' }),
    ...(parts.COUNT && { count: Number(parts.COUNT) }),
    ...(parts.UNTIL && { until: parts.UNTIL.replace(/^(\d{4})(\d\d)(\d\d).*/, '$1-$2-$3') }),
  }
}

/** The which weekday of its month a date is: 1 to 4, or -1 for the last. */
export function positionInMonth(wall: WallTime) {
  const nth = Math.ceil(Temporal.PlainDateTime.from(wall).day / 7)
  return nth === 5 ? -1 : nth
}

/** The weekdays of a weekly rule: those chosen, and that of the first. */
export function weekdaysOf(wall: WallTime, { weekdays = [] }: Rule) {
  const first = Temporal.PlainDateTime.from(wall).dayOfWeek
  return [...new Set([first, ...weekdays])].sort()
}

function rruleOf(wall: WallTime, rule: Rule) {
  return new RRuleTemporal({
    ...partsOf(wall, rule),
    // As if the clocks were in UTC, which never change.
    dtstart: Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC'),
    ...(rule.count && { count: rule.count }),
    ...(rule.until && {
      until: Temporal.PlainDateTime.from(`${rule.until}T23:59:59`).toZonedDateTime('UTC'),
    }),
  })
}

function partsOf(wall: WallTime, rule: Rule) {
  const { day, dayOfWeek } = Temporal.PlainDateTime.from(wall)
  const parts: {
    freq: (typeof FREQUENCIES)[Unit]
    interval: number
    byDay?: string[]
    byMonthDay?: number[]
  } = { freq: FREQUENCIES[rule.unit], interval: rule.every }
  if (rule.unit === 'week')
    parts.byDay = weekdaysOf(wall, rule).map((weekday) => WEEKDAYS[weekday - 1])
  if (rule.unit === 'month' && rule.monthlyBy === 'weekday')
    parts.byDay = [`${positionInMonth(wall)}${WEEKDAYS[dayOfWeek - 1]}`]
  else if (rule.unit === 'month') parts.byMonthDay = [day]
  return parts
}
