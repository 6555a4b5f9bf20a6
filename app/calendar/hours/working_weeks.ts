import { addDays } from '#calendar/dates'
import { isValidOn, type WeeklyHours, type WorkingSpan } from './working_days.js'

/** As they are called in forms and words; Monday is number 1 (ISO 8601). */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Dates from–until, both included; open where null. */
export type Period = { validFrom: string | null; validUntil: string | null }

/** The hours of a week, Monday first, and from when until when they hold. */
export type WorkingWeek = Period & { days: WorkingSpan[][] }

/** The weeks that follow each other in these hours, without holes between them: a week without hours says that nobody works. */
export function weeksOf(hours: readonly WeeklyHours[]): WorkingWeek[] {
  const starts = [null, ...changesIn(hours)]
  const weeks = starts.map((validFrom, index): WorkingWeek => {
    const next = starts[index + 1]
    const validUntil = next ? addDays(next, -1) : null
    const days = daysOn(validFrom ?? validUntil ?? '2000-01-01', hours)
    return { validFrom, validUntil, days }
  })
  const joined = weeks.reduce(join, [])
  return joined[0] && isEmpty(joined[0]) ? joined.slice(1) : joined
}

export function hoursOf(weeks: readonly WorkingWeek[]): WeeklyHours[] {
  return weeks.flatMap(({ validFrom, validUntil, days }) =>
    days.flatMap((spans, index) =>
      spans.map((span) => ({ ...span, weekday: index + 1, validFrom, validUntil }))
    )
  )
}

/** These weeks with another one on top: it holds in its time, and before and after what held stays. */
export function laidOver(weeks: readonly WorkingWeek[], week: WorkingWeek): WorkingWeek[] {
  const rest = weeks.flatMap((each) =>
    outside(each, week).map((period): WorkingWeek => ({ ...period, days: each.days }))
  )
  return weeksOf(hoursOf([...rest, week]))
}

/** These weeks without one of them: the one before it goes on instead, if there is any. */
export function without(weeks: readonly WorkingWeek[], week: WorkingWeek): WorkingWeek[] {
  const before = weeks[weeks.indexOf(week) - 1]
  const { validFrom, validUntil } = week
  return laidOver(weeks, { validFrom, validUntil, days: before?.days ?? WEEKDAYS.map(() => []) })
}

export function isEmpty({ days }: WorkingWeek) {
  return days.every((spans) => spans.length === 0)
}

/** The dates on which something begins to hold, or has just ended to. */
function changesIn(hours: readonly WeeklyHours[]) {
  const dates = hours.flatMap(({ validFrom, validUntil }) => [
    validFrom,
    validUntil && addDays(validUntil, 1),
  ])
  return [...new Set(dates.filter((date) => date !== null))].sort()
}

function daysOn(date: string, hours: readonly WeeklyHours[]) {
  return WEEKDAYS.map((_, index) =>
    hours
      .filter((each) => each.weekday === index + 1 && isValidOn(date, each))
      .map(({ starts, ends, locationId }) => ({ starts, ends, locationId }))
      .sort((a, b) => a.starts - b.starts)
  )
}

/** Two weeks that say the same one after the other are one. */
function join(weeks: WorkingWeek[], week: WorkingWeek): WorkingWeek[] {
  const last = weeks.at(-1)
  if (!last || JSON.stringify(last.days) !== JSON.stringify(week.days)) return [...weeks, week]
  return [...weeks.slice(0, -1), { ...last, validUntil: week.validUntil }]
}

/** What is left of a period outside of another. */
function outside({ validFrom, validUntil }: Period, other: Period): Period[] {
  const parts: Period[] = []
  if (other.validFrom)
    parts.push({ validFrom, validUntil: earlier(validUntil, addDays(other.validFrom, -1)) })
  if (other.validUntil)
    parts.push({ validFrom: later(validFrom, addDays(other.validUntil, 1)), validUntil })
  return parts.filter(
    (part) => !part.validFrom || !part.validUntil || part.validFrom <= part.validUntil
  )
}

function earlier(one: string | null, other: string) {
  return one && one < other ? one : other
}

function later(one: string | null, other: string) {
  return one && one > other ? one : other
}
