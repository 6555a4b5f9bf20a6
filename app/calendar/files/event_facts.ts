import type ICAL from 'ical.js'
import type { DateTime } from 'luxon'
import { DAY_MINUTES, type EventClock } from './event_clock.js'
import type { WallTime } from '#calendar/wall_time'

/** Why an entry of the file cannot become an appointment or time off. */
export type EntryProblem =
  'past' | 'cancelled' | 'free' | 'no_length' | 'too_long' | 'too_often' | 'unreadable'

/** Longer than any vacation: a mistake in the file, or what no calendar can say. */
export const LONGEST_DAYS = 366

/**
 * One thing that a calendar file says takes place.
 *
 * @property uid the same whenever the same calendar is read again
 * @property wall when it begins by the clinic's clocks; null where that is not known
 * @property until when it ends by them
 * @property isAway whether it takes whole days, or longer than one: that is time off, not an appointment
 * @property isCut whether it goes on after the last date that is taken over
 */
export type Entry = {
  uid: string
  title: string
  note: string
  wall: WallTime | null
  until: WallTime | null
  minutes: number
  isAway: boolean
  problem: EntryProblem | null
  isCut: boolean
}

/** What one event of the file needs to be read. */
export type Reading = { zone: string; now: DateTime }

/** What is wrong with an event that ends then, or nothing. */
export function problemOf(
  event: ICAL.Component,
  clock: EventClock,
  { end, now }: { end: DateTime; now: DateTime }
): EntryProblem | null {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return 'cancelled'
  if (textOf(event, 'transp').toUpperCase() === 'TRANSPARENT') return 'free'
  if (end <= now) return 'past'
  if (clock.minutes < 1) return 'no_length'
  return clock.minutes > LONGEST_DAYS * DAY_MINUTES ? 'too_long' : null
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
