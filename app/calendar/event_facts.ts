import type ICAL from 'ical.js'
import type { DateTime } from 'luxon'
import type { EventClock } from './event_clock.js'
import type { WallTime } from './wall_time.js'

/** Why an entry of the file cannot become an appointment. */
export type EntryProblem =
  'past' | 'all_day' | 'cancelled' | 'free' | 'no_length' | 'too_long' | 'too_often' | 'unreadable'

/**
 * One thing that a calendar file says takes place.
 *
 * @property uid the same whenever the same calendar is read again
 * @property wall when it begins by the clinic's clocks; null where that is not known
 * @property isCut whether it goes on after the last date that is taken over
 */
export type Entry = {
  uid: string
  title: string
  note: string
  wall: WallTime | null
  minutes: number
  problem: EntryProblem | null
  isCut: boolean
}

/** What one event of the file needs to be read. */
export type Reading = { zone: string; now: DateTime }

/** What is wrong with an event that ends then, or nothing. */
export function problemOf(
  event: ICAL.Component,
  { minutes, end, now, clock }: { minutes: number; end: DateTime; now: DateTime; clock: EventClock }
): EntryProblem | null {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return 'cancelled'
  if (textOf(event, 'transp').toUpperCase() === 'TRANSPARENT') return 'free'
  if (clock.isAllDay) return 'all_day'
  if (end <= now) return 'past'
  if (minutes < 1) return 'no_length'
  return minutes > 24 * 60 ? 'too_long' : null
}

/** What it is called and what else it says, cut to what an appointment holds. */
export function about(event: ICAL.Component) {
  const said = [textOf(event, 'location'), textOf(event, 'description')].filter(Boolean)
  return {
    uid: [textOf(event, 'uid'), textOf(event, 'recurrence-id')].filter(Boolean).join(' '),
    title: textOf(event, 'summary').slice(0, 120),
    note: said.join('\n').slice(0, 2000),
  }
}

/** As it stands in the file: a value that is nonsense is text all the same. */
export function textOf(event: ICAL.Component, property: string) {
  const written: unknown = event.getFirstProperty(property)?.toJSON()[3]
  return String(written ?? '').trim()
}
