import type { DateTime } from 'luxon'
import { Temporal } from 'temporal-polyfill'

type Span = { from: DateTime; until: DateTime }

/**
 * A zone as RFC 5545, 3.6.5, writes it down: what its clocks do in a span of time, one change after the
 * other. Rules that go on for ever would claim to know what a country decides next year.
 *
 * @returns content lines, not folded
 */
export function vtimezone(zone: string, { from, until }: Span): string[] {
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...changes(zone, { from, until }).flatMap(observance),
    'END:VTIMEZONE',
  ]
}

/** Between whose offsets the clocks change, in nanoseconds, and what they show before they do. */
type Change = { wall: Temporal.PlainDateTime; before: number; after: number; isSummer: boolean }

/** The change that is in force when the span begins, and those within it. */
function changes(zone: string, { from, until }: Span): Change[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from.toMillis()).toZonedDateTimeISO(zone)
  const found = [inForce(start)]
  let next = start.getTimeZoneTransition('next')
  while (next && next.epochMilliseconds < until.toMillis()) {
    found.push(changeAt(next))
    next = next.getTimeZoneTransition('next')
  }
  return found
}

function inForce(start: Temporal.ZonedDateTime): Change {
  const last = start.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  if (last) return changeAt(last)
  // Clocks that never changed: since the beginning of what computers count.
  const { offsetNanoseconds: offset } = start
  const wall = Temporal.PlainDateTime.from('1970-01-01T00:00')
  return { wall, before: offset, after: offset, isSummer: false }
}

function changeAt(moment: Temporal.ZonedDateTime): Change {
  const before = moment.subtract({ nanoseconds: 1 })
  return {
    wall: before.toPlainDateTime().add({ nanoseconds: 1 }),
    before: before.offsetNanoseconds,
    after: moment.offsetNanoseconds,
    isSummer: moment.offsetNanoseconds > winterOffset(moment),
  }
}

/** Winter is when clocks are least ahead, on either half of the globe. */
function winterOffset(moment: Temporal.ZonedDateTime) {
  const offsets = [1, 7].map((month) => moment.with({ month, day: 1 }).offsetNanoseconds)
  return Math.min(...offsets)
}

function observance({ wall, before, after, isSummer }: Change) {
  const kind = isSummer ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${kind}`,
    `DTSTART:${basicFormat(wall)}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `END:${kind}`,
  ]
}

function basicFormat(wall: Temporal.PlainDateTime) {
  return wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

/** `+0530`. */
function offsetText(nanoseconds: number) {
  const minutes = Math.round(Math.abs(nanoseconds) / 60e9)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const digits = [hours, rest].map((part) => String(part).padStart(2, '0'))
  return `${nanoseconds < 0 ? '-' : '+'}${digits.join('')}`
}
