import { DateTime } from 'luxon'
import { contentLines, contentText } from '#exports/content_lines'
import type Appointment from '#models/appointment'
import { clearOffset, vtimezone } from './vtimezone.js'

type Dated = Pick<
  Appointment,
  'id' | 'startsAt' | 'endsAt' | 'zone' | 'status' | 'sequence' | 'createdAt' | 'updatedAt'
>
type Mailbox = { name?: string | null; address: string }

/**
 * What the calendar of its recipient is to say of an appointment. Whoever fills it in has asked the
 * precautions how much that may be.
 */
export type Wording = {
  summary: string
  description?: string | null
  location?: string | null
  url?: string | null
  organizer?: Mailbox | null
  attendee?: Mailbox | null
}

/**
 * @property method RFC 5546: `PUBLISH` only informs; `REQUEST` invites and takes over changes, `CANCEL`
 * takes it out again. The last two want an organizer and an attendee
 */
export type Announcement = Wording & { method: 'PUBLISH' | 'REQUEST' | 'CANCEL' }

/**
 * One appointment as the .ics file that goes with a mail (RFC 5545), for `text/calendar`. The same
 * appointment always has the same UID, and a higher SEQUENCE after a change, so that a calendar that
 * knows it moves it.
 */
export function calendarFile(appointment: Dated, { method, ...wording }: Announcement): string {
  return contentLines([
    ...head,
    `METHOD:${method}`,
    ...zones([appointment]),
    ...event(appointment, wording, method === 'CANCEL'),
    'END:VCALENDAR',
  ])
}

export type CalendarEntry = Wording & { appointment: Dated }

/**
 * Many appointments as a calendar that others subscribe to.
 *
 * @param name what their program calls it
 */
export function calendarFeed(name: string, entries: readonly CalendarEntry[]): string {
  return contentLines([
    ...head,
    `NAME:${contentText(name)}`,
    `X-WR-CALNAME:${contentText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...zones(entries.map(({ appointment }) => appointment)),
    ...entries.flatMap(({ appointment, ...wording }) => event(appointment, wording)),
    'END:VCALENDAR',
  ])
}

const head = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Fortrolig//Fortrolig//EN',
  'CALSCALE:GREGORIAN',
]

/** Each zone once, over all the time in which something takes place there. */
function zones(appointments: readonly Dated[]) {
  return Object.entries(Object.groupBy(appointments, ({ zone }) => zone)).flatMap(
    ([zone, there = []]) =>
      vtimezone(zone, {
        from: DateTime.min(...there.map(({ startsAt }) => startsAt))!,
        until: DateTime.max(...there.map(({ endsAt }) => endsAt))!,
      })
  )
}

function event(appointment: Dated, wording: Wording, isCancelled = false) {
  const { id, sequence, createdAt, updatedAt, status } = appointment
  const { summary, description, location, url, organizer, attendee } = wording
  return [
    'BEGIN:VEVENT',
    `UID:${id}`,
    // When it was last changed, not when it was sent: what has not changed stays the same to the letter.
    `DTSTAMP:${utc(updatedAt)}`,
    `CREATED:${utc(createdAt)}`,
    `LAST-MODIFIED:${utc(updatedAt)}`,
    `SEQUENCE:${sequence}`,
    ...times(appointment),
    `STATUS:${isCancelled ? 'CANCELLED' : statusOf(status)}`,
    'CLASS:PRIVATE',
    `SUMMARY:${contentText(summary)}`,
    description && `DESCRIPTION:${contentText(description)}`,
    location && `LOCATION:${contentText(location)}`,
    url && `URL:${url}`,
    organizer && `ORGANIZER${commonName(organizer)}:mailto:${organizer.address}`,
    attendee && `ATTENDEE;ROLE=REQ-PARTICIPANT${commonName(attendee)}:mailto:${attendee.address}`,
    'END:VEVENT',
  ]
}

/** In the zone's own time; in UTC where that would not be clear, in the night in which clocks change. */
function times({ startsAt, endsAt, zone }: Dated) {
  const offset = clearOffset(zone, { from: startsAt, until: endsAt })
  if (offset === null) return [`DTSTART:${utc(startsAt)}`, `DTEND:${utc(endsAt)}`]
  const shown = (moment: DateTime) => basicFormat(moment.toMillis() + offset)
  return [`DTSTART;TZID=${zone}:${shown(startsAt)}`, `DTEND;TZID=${zone}:${shown(endsAt)}`]
}

function statusOf(status: Appointment['status']) {
  if (status === 'cancelled') return 'CANCELLED'
  return status === 'requested' || status === 'held' ? 'TENTATIVE' : 'CONFIRMED'
}

/** A parameter has no way to write a quotation mark, nor a line ending. */
function commonName({ name }: Mailbox) {
  // eslint-disable-next-line no-control-regex -- these are what must not be in it
  return name ? `;CN="${name.replace(/"/g, '’').replace(/[\u0000-\u001f\u007f]/g, ' ')}"` : ''
}

function utc(moment: DateTime) {
  return `${basicFormat(moment.toMillis())}Z`
}

/** `20260329T130000`: what clocks in UTC show. */
function basicFormat(millis: number) {
  return new Date(millis).toISOString().slice(0, 19).replace(/[-:]/g, '')
}
