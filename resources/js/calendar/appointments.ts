import type { Calendar } from '@event-calendar/core'
import { clockOf, type Columns } from './view.ts'
import { addMinutes, minutesBetween } from './walls.ts'

/** One appointment as the server tells it (app/calendar/pages/calendar_rows.ts); times as the clinic's clocks show them. */
export type Row = {
  id: string
  start: string
  end: string
  status: string
  isOverbooked: boolean
  capacity: number
  title: string | null
  memberId: string | null
  roomId: string | null
  repeats: boolean
  hasNote: boolean
  service: string | null
  colour: string | null
  clients: string[]
  taken: number
}

/** The column of what has no member, or no room. */
export const NOBODY = 'none'

const SHORTEST_SHOWN_MINUTES = 5
const WITH_CONTENT = ['auto', 'ghost', 'preview']
/** What is over, or does not take place, stays where it is. */
const MOVABLE = ['requested', 'booked', 'arrived']

export function columnOf({ memberId, roomId }: Row, columns: Columns) {
  return (columns === 'rooms' ? roomId : memberId) ?? NOBODY
}

/** An appointment as the grid wants it. */
export function eventOf(row: Row, columns: Columns, mayWrite: boolean): Calendar.EventInput {
  return {
    id: row.id,
    start: row.start,
    end: endOf(row),
    resourceIds: [columnOf(row, columns)],
    editable: mayWrite && MOVABLE.includes(row.status),
    classNames: [
      `colour-${row.colour ?? 'grey'}`,
      `is-${row.status}`,
      row.isOverbooked ? 'is-overbooked' : '',
    ].filter(Boolean),
    extendedProps: { row },
  }
}

/** Hours lie behind, and where something new is drawn there is nothing yet. One that is moved is drawn as one that stays. */
export function isAppointment({ display, extendedProps }: Calendar.Event) {
  return WITH_CONTENT.includes(display) && extendedProps.row !== undefined
}

export function rowOf({ extendedProps }: Calendar.Event) {
  return extendedProps.row as Row
}

/** When clocks go back, what ends after it began may show an earlier time. */
function endOf({ start, end }: Row) {
  return minutesBetween(start, end) >= SHORTEST_SHOWN_MINUTES
    ? end
    : addMinutes(start, SHORTEST_SHOWN_MINUTES)
}

export type Words = Record<
  | 'untitled'
  | 'nobody'
  | 'noRoom'
  | 'overbooked'
  | 'moved'
  | 'away'
  | 'unreachable'
  | 'more'
  | 'week',
  string
> & { status: Record<string, string> }

export type Language = { words: Words; locale: string }

/**
 * What stands in an appointment's box: who, when, what is not seen by its colour alone, and what for. In this order,
 * because a short box has no room for all of it.
 *
 * @param withWhom the member, where the box does not stand in that member's column
 */
export function contentOf(row: Row, { words, locale }: Language, withWhom?: string): Node[] {
  const what = row.title ?? row.service
  const who = row.clients.join(', ') || what || words.untitled
  const about = [withWhom, row.clients.length ? what : null].filter(Boolean)
  const marks = [
    row.capacity > 1 ? `${row.taken}/${row.capacity}` : '',
    row.isOverbooked ? words.overbooked : '',
    row.status === 'booked' ? '' : words.status[row.status],
  ].filter(Boolean)
  return [
    link(`/appointments/${row.id}`, who),
    timeOf(row, locale),
    ...(marks.length ? [element('span', 'appointment-marks', marks.join(' · '))] : []),
    ...(about.length ? [element('span', 'appointment-what', about.join(' · '))] : []),
  ]
}

function element(tag: string, css: string, text: string) {
  const made = document.createElement(tag)
  made.className = css
  made.textContent = text
  return made
}

/** The month has no room for the end. */
function timeOf({ start, end }: Row, locale: string) {
  const made = element('span', 'appointment-time', clockOf(start, locale))
  made.append(element('span', 'appointment-end', `–${clockOf(end, locale)}`))
  return made
}

/** The whole box is its link: it is reached with Tab, and opens in another tab like any other. */
function link(href: string, text: string) {
  const made = element('a', 'appointment-who', text) as HTMLAnchorElement
  made.href = href
  made.draggable = false
  return made
}
