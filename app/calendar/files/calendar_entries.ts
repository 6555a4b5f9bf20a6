import ICAL from 'ical.js'
import { decode, guessEncoding } from '#imports/encoding'
import { EventClock } from './event_clock.js'
import { about, type Entry, problemOf, type Reading, textOf } from './event_facts.js'
import { repeated } from './event_repetition.js'
import { wallOf } from '#calendar/wall_time'

/** A calendar of many years has fewer; more would be read for minutes. */
export const MOST_EVENTS = 5000
/** As many appointments as one import books. */
export const MOST_ENTRIES = 1000

/**
 * Reads an iCalendar file (RFC 5545) as other programs write it, into what takes place from now on by the
 * clinic's clocks. Whatever the bytes are, this ends soon and does not throw.
 */
export function readEntries(
  bytes: Uint8Array,
  reading: Reading
): Entry[] | 'not_calendar' | 'too_many' {
  const events = eventsIn(decode(bytes, guessEncoding(bytes)))
  if (!events) return 'not_calendar'
  if (events.length > MOST_EVENTS) return 'too_many'
  const entries = seriesOf(events).flatMap((series) => orUnreadable(series, reading))
  const wanted = entries.filter(({ problem }) => !problem)
  if (wanted.length > MOST_ENTRIES) return 'too_many'
  return entries.sort((one, other) => ((one.wall ?? '') < (other.wall ?? '') ? -1 : 1))
}

function eventsIn(text: string): ICAL.Component[] | null {
  try {
    const parsed: unknown[] = ICAL.parse(text)
    // One calendar, or several one after the other, which the parser's types do not know.
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as never[]
    const components = calendars.map((calendar) => new ICAL.Component(calendar))
    if (!components.length || components.some(({ name }) => name !== 'vcalendar')) return null
    return components.flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
  } catch {
    // The parser has no other way to say that it is none.
    return null
  }
}

/** Events of one UID belong together: a repeating one, and those of its dates that are different. */
function seriesOf(events: ICAL.Component[]): ICAL.Component[][] {
  let unnamed = 0
  return [...Map.groupBy(events, (event) => textOf(event, 'uid') || `${unnamed++}`).values()]
}

function orUnreadable(series: ICAL.Component[], reading: Reading): Entry[] {
  try {
    const exceptions = series.filter((event) => event.hasProperty('recurrence-id'))
    const whole = series.filter((event) => !event.hasProperty('recurrence-id'))
    return [
      ...whole.flatMap((event) => repeated(event, exceptions, reading) ?? once(event, reading)),
      ...exceptions.map((event) => once(event, reading)),
    ]
  } catch {
    // A date such as 20271399, a rule that no program understands: said, and the rest is read.
    const nothing = { wall: null, until: null, minutes: 0, isAway: false, isCut: false }
    return [{ ...about(series[0]), ...nothing, problem: 'unreadable' }]
  }
}

function once(event: ICAL.Component, { zone, now }: Reading): Entry {
  const clock = new EventClock(event, zone)
  const end = clock.endOf(clock.wall)
  return {
    ...about(event),
    wall: wallOf(clock.start, zone),
    until: wallOf(end, zone),
    minutes: clock.minutes,
    isAway: clock.isAway,
    problem: problemOf(event, clock, { end, now }),
    isCut: false,
  }
}
