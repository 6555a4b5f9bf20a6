/**
 * Arithmetic with what the clinic's clocks show: `2027-06-15T13:00`. It goes through UTC, where each day
 * has 24 hours, so that the browser's own time zone and its clock changes have no part in it.
 */

type Length = { years?: number; months?: number; days: number; seconds: number }

export function addLength(wall: string, { days, seconds }: Length) {
  return iso(utc(wall) + (days * 86_400 + seconds) * 1000)
}

export function addMinutes(wall: string, minutes: number) {
  return iso(utc(wall) + minutes * 60_000)
}

export function minutesBetween(from: string, until: string) {
  return (utc(until) - utc(from)) / 60_000
}

export function addDays(date: string, days: number) {
  return iso(utc(date) + days * 86_400_000).slice(0, 10)
}

/** The first of a month before or after. */
export function addMonths(date: string, months: number) {
  const first = new Date(`${date.slice(0, 7)}-01T00:00Z`)
  first.setUTCMonth(first.getUTCMonth() + months)
  return first.toISOString().slice(0, 10)
}

export function mondayOf(date: string) {
  return addDays(date, -((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7))
}

/** The number of its week, as ISO 8601 counts: the first one has the year's first Thursday. */
export function weekNumber(date: string) {
  const thursday = addDays(mondayOf(date), 3)
  return 1 + Math.floor((utc(thursday) - utc(`${thursday.slice(0, 4)}-01-01`)) / (7 * 86_400_000))
}

/** For Intl, with `timeZone: 'UTC'`. */
export function asDate(wall: string) {
  return new Date(utc(wall))
}

/** What a zone's clocks show at this moment. */
export function wallNow(timeZone: string) {
  // Swedes write dates as ISO 8601 does.
  return new Date().toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T')
}

/** How far a zone's clocks are from UTC at this moment: `+02:00`. */
export function offsetNow(timeZone: string) {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts().find(({ type }) => type === 'timeZoneName')!.value
  return name === 'GMT' ? 'UTC' : name.slice('GMT'.length)
}

function utc(wall: string) {
  return Date.parse(wall.length > 10 ? `${wall.slice(0, 16)}Z` : `${wall}T00:00Z`)
}

function iso(millis: number) {
  return new Date(millis).toISOString().slice(0, 16)
}
