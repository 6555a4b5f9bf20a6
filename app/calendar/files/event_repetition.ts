import ICAL from 'ical.js'
import { type DateTime } from 'luxon'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { EventClock } from './event_clock.js'
import { about, type Entry, problemOf, type Reading } from './event_facts.js'
import { LONGEST_YEARS, MOST_OCCURRENCES } from '#calendar/repeating/recurrence'
import { type WallTime, wallOf } from '#calendar/wall_time'

/** Rules that no treatment follows; to count their dates would take the server's time. */
const TOO_OFTEN = /FREQ=(SECONDLY|MINUTELY|HOURLY)|BYHOUR|BYMINUTE|BYSECOND/i
/** Years of daily dates before today. A rule that finds nothing for longer is one that never will. */
const MOST_STEPS = 20_000

/**
 * The dates of an event that repeats, from now on and for two years at most; null for one that does not. Dates that it
 * leaves out, or that the file describes by themselves, are not among them.
 */
export function repeated(
  event: ICAL.Component,
  exceptions: ICAL.Component[],
  { zone, now }: Reading
): Entry[] | null {
  const rule = event.getFirstPropertyValue('rrule')
  const clock = new EventClock(event, zone)
  if (!(rule instanceof ICAL.Recur) && !event.hasProperty('rdate')) return null
  const placed = (wall: WallTime) => ({
    wall: wallOf(clock.momentOf(wall), zone),
    until: wallOf(clock.endOf(wall), zone),
  })
  const { wall: first, minutes, isAway } = clock
  const whole = { ...about(event), ...placed(first), minutes, isAway }
  const tooOften = rule && TOO_OFTEN.test(String(rule)) ? 'too_often' : null
  const problem = problemOf(event, clock, { end: now.plus({ days: 1 }), now }) ?? tooOften
  if (problem) return [{ ...whole, problem, isCut: false }]

  const left = leftOut(event, exceptions, clock)
  const { walls, isCut } = wallsOf(event, clock, rule as ICAL.Recur | null, now)
  const isLeft = (wall: WallTime) => left.has(wall) || left.has(wall.slice(0, 10))
  const coming = walls.filter((wall) => !isLeft(wall) && clock.endOf(wall) > now)
  if (!coming.length) return [{ ...whole, problem: 'past', isCut: false }]
  return coming.map((wall) => ({
    ...whole,
    uid: `${whole.uid} ${wall}`,
    ...placed(wall),
    problem: null,
    isCut,
  }))
}

/** Wall times, or whole dates, that are not by the rule. */
function leftOut(event: ICAL.Component, exceptions: ICAL.Component[], clock: EventClock) {
  const times = [
    ...timesOf(event, 'exdate'),
    ...exceptions.flatMap((each) => timesOf(each, 'recurrence-id')),
  ]
  return new Set(
    times.map((time) => (time.isDate ? clock.wallAt(time).slice(0, 10) : clock.wallAt(time)))
  )
}

function wallsOf(event: ICAL.Component, clock: EventClock, rule: ICAL.Recur | null, now: DateTime) {
  const last = now.plus({ years: LONGEST_YEARS })
  const found = rule ? byRule(clock, rule, now, last) : [clock.wall]
  const added = timesOf(event, 'rdate').map((time) => clock.wallAt(time))
  const walls = [...new Set([...found, ...added])].sort()
  const isEndless =
    rule !== null && !rule.count && (!rule.until || untilOf(clock, rule)! > wallOf(last, 'utc'))
  const isCut = walls.length > MOST_OCCURRENCES || isEndless
  return { walls: walls.slice(0, MOST_OCCURRENCES), isCut }
}

/** The dates by the event's own clock, counted as if it never changed: docs in app/calendar/repeating/recurrence.ts. */
function byRule(clock: EventClock, rule: ICAL.Recur, now: DateTime, last: DateTime): WallTime[] {
  const parts = String(rule)
    .split(';')
    .filter((part) => !/^UNTIL=/i.test(part))
  const until = untilOf(clock, rule)
  const dates = new RRuleTemporal({
    rruleString: `RRULE:${parts.join(';')}`,
    dtstart: asInUtc(clock.wall),
    ...(until && { until: asInUtc(until) }),
    maxIterations: MOST_STEPS,
    maxCandidateEvaluations: MOST_STEPS,
  })
  return dates
    .between(asInUtc(wallOf(now.minus({ days: 2 }), 'utc')), asInUtc(wallOf(last, 'utc')), true)
    .slice(0, MOST_OCCURRENCES + 1)
    .map((moment) => moment.toString().slice(0, 16))
}

/** The last wall time by the event's clock; a date alone is that whole day. */
function untilOf(clock: EventClock, { until }: ICAL.Recur): WallTime | null {
  if (!until) return null
  const wall = clock.wallAt(until)
  return until.isDate ? `${wall.slice(0, 10)}T23:59` : wall
}

function timesOf(event: ICAL.Component, name: string): ICAL.Time[] {
  const values = event.getAllProperties(name).flatMap((property) => property.getValues())
  return values.flatMap((value) => {
    if (value instanceof ICAL.Period) return [value.start]
    return value instanceof ICAL.Time ? [value] : []
  })
}

function asInUtc(wall: WallTime) {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC')
}
