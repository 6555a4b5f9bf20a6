import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'

type Page = { i18n: I18n; clinicSettings: { timeZone: string } | null }

/** A moment as a model, a raw row (ISO, UTC) or a clock (milliseconds) gives it. */
type Moment = DateTime | Date | string | number

const SPANS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** Clinics have no afternoon hours: 13:00, in English too. */
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** A moment as people of the clinic read it: in their language, in the clinic's time zone. A global of the views. */
export function dateTime(this: Page, moment: Moment, options: Intl.DateTimeFormatOptions = {}) {
  return this.i18n.formatDate(new Date(millis(moment)), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: this.clinicSettings?.timeZone ?? 'UTC',
    ...options,
  })
}

/** How long ago, or in how long: “2 hours ago”, “tomorrow”. Say the moment itself with it, in a title. */
export function ago(this: Page, moment: Moment, now = Date.now()) {
  const seconds = (millis(moment) - now) / 1000
  const [unit, span] = SPANS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 60]
  const count = unit === 'second' ? 0 : Math.round(seconds / span)
  return this.i18n.formatRelativeTime(count, unit, { numeric: 'auto' })
}

/** A date without a time, such as a birth date, from its ISO form: no time zone moves it. */
export function calendarDate(this: Page, iso: string, options: Intl.DateTimeFormatOptions = {}) {
  const midnight = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  return this.i18n.formatDate(midnight, { dateStyle: 'long', ...options, timeZone: 'UTC' })
}

/** The time of a wall time, `2027-06-15T09:30`, as people write it: 09:30, or 09.30. */
export function clock(this: Page, wall: string) {
  return this.i18n.formatTime(new Date(`${wall}Z`), { ...CLOCK, timeZone: 'UTC' })
}

function millis(moment: Moment) {
  if (typeof moment === 'number') return moment
  if (typeof moment === 'string') return DateTime.fromISO(moment, { zone: 'utc' }).toMillis()
  return moment.valueOf()
}
