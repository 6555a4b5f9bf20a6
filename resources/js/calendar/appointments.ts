import type { Calendar } from '@event-calendar/core'
import type { Columns } from './view.ts'
import { addMinutes, minutesBetween } from './walls.ts'

/** One appointment as the server tells it (app/calendar/pages/calendar_rows.ts); times as the clinic's clocks show them. */
export type Row = {
  id: string
  /** Grows with each change: sent back, it says what was seen. */
  sequence: number
  start: string
  end: string
  minutes: number
  status: string
  isOverbooked: boolean
  capacity: number
  title: string | null
  memberId: string | null
  roomId: string | null
  bufferBefore: number
  bufferAfter: number
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
    end: drawnEnd(row),
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
export function drawnEnd({ start, end }: Row) {
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
  | 'awayOn'
  | 'unreachable'
  | 'more'
  | 'week',
  string
> & { status: Record<string, string>; buffer: Record<'before' | 'after' | 'both', string> }

export type Language = { words: Words; locale: string }
