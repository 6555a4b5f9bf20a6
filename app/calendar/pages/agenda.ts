import type { CalendarRow } from './calendar_rows.js'
import { datesBetween } from '#calendar/dates'

export type AgendaDay = { date: string; rows: CalendarRow[] }

/** Appointments by the date on which they begin; what began earlier stands on the first date. */
export function byDate(rows: readonly CalendarRow[], from: string, last: string): AgendaDay[] {
  const days = Map.groupBy(rows, ({ start }) => (start < from ? from : start.slice(0, 10)))
  return datesBetween(from, last).map((date) => ({ date, rows: days.get(date) ?? [] }))
}
