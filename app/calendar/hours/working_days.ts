import { datesBetween, weekdayOf } from '#calendar/dates'

/** A stretch of work, in minutes from midnight as the clinic's clocks show them: 540 is 09:00, 1440 the midnight after. */
export type WorkingSpan = { starts: number; ends: number; locationId: string | null }

/** The spans of each date, in order. A date on which nobody works has an empty list. */
export type WorkingDays = Map<string, WorkingSpan[]>

/** Hours of one weekday (Monday is 1), as long as they are valid: both dates included, open where null. */
export type WeeklyHours = WorkingSpan & {
  weekday: number
  validFrom: string | null
  validUntil: string | null
}

/** Other hours on one date; without any, the day is free. */
export type Exception = { date: string; spans: WorkingSpan[] }

export type Range = { from: string; until: string }

/**
 * On what dates and when one member works. What is said about a date by itself comes first: an exception says it
 * about this member, a holiday about everybody, and the weekday's hours hold for all other dates.
 */
export function workingDays(
  range: Range,
  hours: readonly WeeklyHours[],
  { exceptions = [], holidays = new Set() }: SpecialDates = {}
): WorkingDays {
  const byDate = new Map(exceptions.map(({ date, spans }) => [date, spans]))
  const byWeekday = Map.groupBy(hours, ({ weekday }) => weekday)
  return new Map(
    datesBetween(range.from, range.until).map((date) => [
      date,
      inOrder(
        byDate.get(date) ??
          (holidays.has(date) ? [] : validOn(date, byWeekday.get(weekdayOf(date)) ?? []))
      ),
    ])
  )
}

type SpecialDates = { exceptions?: readonly Exception[]; holidays?: ReadonlySet<string> }

/** Whether dates from–until, open where null, include a date. */
export function isValidOn(
  date: string,
  { validFrom, validUntil }: Pick<WeeklyHours, 'validFrom' | 'validUntil'>
) {
  return (!validFrom || validFrom <= date) && (!validUntil || date <= validUntil)
}

function validOn(date: string, hours: readonly WeeklyHours[]): WorkingSpan[] {
  return hours
    .filter((each) => isValidOn(date, each))
    .map(({ starts, ends, locationId }) => ({ starts, ends, locationId }))
}

function inOrder(spans: readonly WorkingSpan[]) {
  return spans.toSorted((a, b) => a.starts - b.starts)
}
