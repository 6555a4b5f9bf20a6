const DAY = 86_400_000

/** Each calendar date from one to another, both included, as ISO 8601: `2027-06-15`. */
export function datesBetween(from: string, until: string): string[] {
  const last = Date.parse(until)
  const dates: string[] = []
  for (let day = Date.parse(from); day <= last; day += DAY) dates.push(isoDate(day))
  return dates
}

/** The date so many days later, or earlier. */
export function addDays(date: string, days: number) {
  return isoDate(Date.parse(date) + days * DAY)
}

/** The weekday as ISO 8601 counts: Monday is 1, Sunday 7. */
export function weekdayOf(date: string) {
  return new Date(date).getUTCDay() || 7
}

/** What day of midnight UTC it is: dates are counted there, where each has 24 hours. */
function isoDate(day: number) {
  return new Date(day).toISOString().slice(0, 10)
}
