import type { Calendar } from '@event-calendar/core'
import { columnOf, NOBODY, type Row } from './appointments.ts'
import type { Columns } from './view.ts'

export type Named = { id: string; name: string }
/** With whom, or where, something new is to be. */
export type MemberOrRoom = { member?: string; room?: string }

type Choice = {
  columns: Columns
  all: readonly Named[]
  /** Those that have a column although nothing is booked with them. */
  shown: readonly string[]
  /** What the column of what has no member, or no room, is called. */
  nobody: string
}

/** Whoever is chosen has a column, and whoever has an appointment: nothing that is booked stays unseen. */
export function columnsFor(
  rows: readonly Row[],
  { columns, all, shown, nobody }: Choice
): Calendar.ResourceInput[] {
  const booked = new Set(rows.map((row) => columnOf(row, columns)))
  const found = all.filter(({ id }) => shown.includes(id) || booked.has(id))
  return [
    ...found.map(({ id, name }) => ({ id, title: name })),
    ...(booked.has(NOBODY) || !found.length ? [{ id: NOBODY, title: nobody }] : []),
  ]
}

/**
 * What the column says in which something new is begun.
 *
 * @param only the member whom the calendar is about, if it is about one
 */
export function memberOrRoomOf(
  column: string | undefined,
  columns: Columns,
  only?: string
): MemberOrRoom {
  if (column && column !== NOBODY)
    return columns === 'rooms' ? { room: column } : { member: column }
  return only ? { member: only } : {}
}
