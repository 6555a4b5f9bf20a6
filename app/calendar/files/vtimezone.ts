import type { DateTime } from 'luxon'
import { Temporal } from 'temporal-polyfill'

type Span = { from: DateTime; until: DateTime }

/**
 * The time between two changes of a zone's clocks, in milliseconds since 1970.
 *
 * @property offset how far the clocks are ahead of UTC, in milliseconds
 * @property clearFrom the first moment whose wall time was not shown before, and
 * @property clearUntil the one from which on it is shown again
 * @property lines the change that led to it, as content lines
 */
type Period = {
  from: number
  until: number
  offset: number
  clearFrom: number
  clearUntil: number
  lines: readonly string[]
}

/** By their zones; two for each year in which something takes place. To ask Temporal for one costs as much as a page. */
const known = new Map<string, Period[]>()

/**
 * A zone as RFC 5545, 3.6.5, writes it down: what its clocks do in a span of time, one change after the
 * other. Rules that go on for ever would claim to know what a country decides next year.
 *
 * @returns content lines, not folded
 */
export function vtimezone(zone: string, { from, until }: Span): string[] {
  let period = periodAt(zone, from.toMillis())
  const lines = [...period.lines]
  while (period.until < until.toMillis()) {
    period = periodAt(zone, period.until)
    lines.push(...period.lines)
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE']
}

/**
 * How many milliseconds the clocks are ahead of UTC in all of a span; null where they change in it, or show
 * its beginning or its end twice.
 */
export function clearOffset(zone: string, { from, until }: Span): number | null {
  const { clearFrom, clearUntil, offset } = periodAt(zone, from.toMillis())
  return clearFrom <= from.toMillis() && until.toMillis() < clearUntil ? offset : null
}

function periodAt(zone: string, millis: number): Period {
  const periods = known.get(zone) ?? []
  known.set(zone, periods)
  let period = periods.find(({ from, until }) => from <= millis && millis < until)
  if (!period) periods.push((period = makePeriod(zone, millis)))
  return period
}

function makePeriod(zone: string, millis: number): Period {
  const moment = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(zone)
  const last = moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const next = moment.getTimeZoneTransition('next')
  const change = last ? changeAt(last) : beginning(moment)
  const [from, until] = [last?.epochMilliseconds ?? -Infinity, next?.epochMilliseconds ?? Infinity]
  const { offsetNanoseconds: offset } = moment
  return {
    ...{ from, until, offset: offset / 1e6 },
    clearFrom: from + Math.max(0, change.before - offset) / 1e6,
    clearUntil: until - Math.max(0, offset - (next?.offsetNanoseconds ?? offset)) / 1e6,
    lines: observance(change),
  }
}

/** Between whose offsets the clocks change, in nanoseconds, and what they show before they do. */
type Change = { wall: Temporal.PlainDateTime; before: number; after: number; isSummer: boolean }

/** Of clocks that never changed: since the beginning of what computers count. */
function beginning({ offsetNanoseconds: offset }: Temporal.ZonedDateTime): Change {
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
