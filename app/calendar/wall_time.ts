import { DateTime } from 'luxon'
import { Temporal } from 'temporal-polyfill'

/** A time as a clock on the wall shows it, to the minute: `2026-03-29T13:00`. It says when only together with a zone. */
export type WallTime = string

/**
 * The moment of a wall time. Where clocks jump over it, the moment after the jump that is as far from
 * it (02:30 becomes 03:30); where they show it twice, the first: RFC 5545, 3.3.5, and what
 * Temporal calls compatible.
 *
 * @param zone an IANA name: `Europe/Copenhagen`
 * @throws RangeError when it is no wall time or no zone
 */
export function momentOf(wall: WallTime, zone: string): DateTime<true> {
  const { epochMilliseconds } = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone)
  return DateTime.fromMillis(epochMilliseconds, { zone: 'utc' }) as DateTime<true>
}

/**
 * The moments at which clocks show a wall time: one, two where they show it twice, and where they jump over it the moment
 * of the jump, since that is when it has passed.
 */
export function momentsOf(wall: WallTime, zone: string): DateTime<true>[] {
  const plain = Temporal.PlainDateTime.from(wall)
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(zone, { disambiguation })
  )
  const isShown = earlier.toPlainDateTime().equals(plain)
  const found = isShown ? [earlier, later] : [earlier.getTimeZoneTransition('next')!]
  const millis = new Set(found.map(({ epochMilliseconds }) => epochMilliseconds))
  return [...millis].map((each) => DateTime.fromMillis(each, { zone: 'utc' }) as DateTime<true>)
}

/** What the clocks of a zone show at a moment. */
export function wallOf(moment: DateTime, zone: string): WallTime {
  return moment.setZone(zone).toFormat("yyyy-MM-dd'T'HH:mm")
}

/** Whole minutes since 1970 in UTC, as the triggers of the calendar compare them. */
export function minuteOf(moment: DateTime) {
  return Math.floor(moment.toMillis() / 60_000)
}
