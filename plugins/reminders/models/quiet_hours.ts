import type { DateTime } from 'luxon'
import { addDays } from '#calendar/dates'
import { momentOf, wallOf } from '#calendar/wall_time'
import type { QuietHours } from '../settings.js'

/** A reminder that comes later than this before the appointment is of little use. */
const LEAST_NOTICE_MINUTES = 60

/** The quiet span that a moment lies in: from when until when. `null` when one may be disturbed. */
export function quietSpan(moment: DateTime, zone: string, quiet: QuietHours) {
  const { hasQuietHours, quietFrom, quietUntil } = quiet
  if (!hasQuietHours || quietFrom === quietUntil) return null
  const [date, time] = wallOf(moment, zone).split('T')
  const overMidnight = quietFrom > quietUntil
  const isQuiet = overMidnight
    ? time >= quietFrom || time < quietUntil
    : time >= quietFrom && time < quietUntil
  if (!isQuiet) return null
  const began = overMidnight && time < quietUntil ? addDays(date, -1) : date
  const ends = overMidnight ? addDays(began, 1) : began
  return {
    from: momentOf(`${began}T${quietFrom}`, zone),
    until: momentOf(`${ends}T${quietUntil}`, zone),
  }
}

/**
 * When a message may go out that would be sent at this moment: as soon as the quiet hours are over, if that
 * leaves an hour until the appointment; otherwise when they begin, the evening before.
 */
export function outOfQuiet(
  moment: DateTime,
  { startsAt, zone }: { startsAt: DateTime; zone: string },
  quiet: QuietHours
): DateTime {
  const span = quietSpan(moment, zone, quiet)
  if (!span) return moment
  return span.until <= startsAt.minus({ minutes: LEAST_NOTICE_MINUTES }) ? span.until : span.from
}
