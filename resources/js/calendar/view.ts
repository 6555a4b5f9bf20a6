import { addDays, addMonths, asDate, mondayOf } from './walls.ts'

export type View = 'day' | 'week' | 'month'
export type Columns = 'days' | 'members' | 'rooms'

/** What stands side by side where nobody has chosen it: of one day the members, if there is room for them. */
export function columnsOf(view: View, isNarrow: boolean): Columns {
  return view === 'day' && !isNarrow ? 'members' : 'days'
}

/** What the grid calls a view of ours. */
export function gridView(view: View, columns: Columns) {
  if (view === 'month') return 'dayGridMonth'
  const days = view === 'day' ? 'Day' : 'Week'
  return columns === 'days' ? `timeGrid${days}` : `resourceTimeGrid${days}`
}

/** The dates of a view: from the first, up to but not with the last. The same as app/calendar/pages/calendar_choice.ts. */
export function datesOf(view: View, date: string) {
  if (view === 'day') return { from: date, until: addDays(date, 1) }
  if (view === 'week') return { from: mondayOf(date), until: addDays(mondayOf(date), 7) }
  const last = addDays(addMonths(date, 1), -1)
  return { from: mondayOf(`${date.slice(0, 7)}-01`), until: addDays(mondayOf(last), 7) }
}

/** From the first, up to but not with the last. */
export type Dates = { from: string; until: string }

/** Whether a view shows some of these dates; who does not say which means all. */
export function shows(view: View, date: string, dates: Partial<Dates> | null) {
  if (!dates?.from || !dates.until) return true
  const { from, until } = datesOf(view, date)
  return dates.from < until && from < dates.until
}

export function stepOf(view: View, date: string, step: number) {
  if (view === 'month') return addMonths(date, step)
  return addDays(date, view === 'day' ? step : 7 * step)
}

/** What stands above the grid: a month, a day, or the days from the first to the last. */
export function headingOf(view: View, date: string, locale: string, isNarrow = false) {
  const [long, year] = isNarrow ? (['short', undefined] as const) : (['long', 'numeric'] as const)
  const day = { day: 'numeric', month: long, year, timeZone: 'UTC' } as const
  if (view === 'month')
    return format(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(asDate(date))
  if (view === 'day') return format(locale, { ...day, weekday: long }).format(asDate(date))
  const { from, until } = datesOf(view, date)
  return format(locale, day).formatRange(asDate(from), asDate(addDays(until, -1)))
}

/** A time as a sentence names it. */
export function momentOf(wall: string, locale: string) {
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const
  return `${format(locale, { ...options, timeZone: 'UTC' }).format(asDate(wall))}, ${clockOf(wall, locale)}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time of a wall time as the language writes it. A formatter is kept, because a week has hundreds. */
export function clockOf(wall: string, locale: string) {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const
  let clock = clocks.get(locale)
  if (!clock) clocks.set(locale, (clock = format(locale, options)))
  return clock.format(asDate(wall))
}

function format(locale: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, options)
}
