import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import { awayOf } from '#calendar/hours/away'

type Page = { i18n: I18n; clinicSettings: { timeZone: string } | null }

/** From when until when somebody is away, as short as it can be said: “12 – 23 July 2027”, “15 June, 10:00 – 12:00”. A global of the views. */
export function awayText(
  this: Page,
  { startsAt, endsAt }: { startsAt: DateTime; endsAt: DateTime }
) {
  const timeZone = this.clinicSettings?.timeZone ?? 'UTC'
  const { startTime, endTime } = awayOf(startsAt, endsAt, timeZone)
  const isWholeDays = !startTime && !endTime
  const format = new Intl.DateTimeFormat(this.i18n.locale, {
    dateStyle: 'long',
    timeStyle: isWholeDays ? undefined : 'short',
    timeZone,
  })
  // A day off ends when the next begins; the last moment of it is the one to name.
  const last = isWholeDays ? endsAt.minus({ minutes: 1 }) : endsAt
  return format.formatRange(startsAt.toJSDate(), last.toJSDate())
}
