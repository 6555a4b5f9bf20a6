import { DateTime } from 'luxon'
import { today } from '#clients/age'
import { APPOINTMENT_STATUSES } from '#calendar/appointment_status'
import { addDays, weekdayOf } from '#calendar/dates'
import type { WallTime } from '#calendar/wall_time'

export const VIEWS = ['day', 'week', 'month', 'agenda'] as const
export type View = (typeof VIEWS)[number]

/** What stands side by side: days alone, or a column for each member or room. */
export const COLUMNS = ['days', 'members', 'rooms'] as const
export type Columns = (typeof COLUMNS)[number]

const WALL = /^[\d-]{10}T([01]\d|2[0-3]):[0-5]\d$/

const SHOWN_STATUSES = ['all', ...APPOINTMENT_STATUSES] as const

/** Which appointments the calendar shows; empty lists are everybody's. */
export type CalendarFilter = {
  members: string[]
  rooms: string[]
  location: string | null
  service: string | null
  /** Without one, all that are not cancelled. */
  status: (typeof SHOWN_STATUSES)[number] | null
}

export const EVERYTHING: CalendarFilter = {
  members: [],
  rooms: [],
  location: null,
  service: null,
  status: null,
}

/** What stands in the calendar's address. */
export type CalendarChoice = CalendarFilter & {
  view: View
  /** Whether the address names a view, or a phone may choose a narrower one. */
  isViewChosen: boolean
  date: string
  /** Null is what suits the view. */
  columns: Columns | null
}

export function calendarChoice(query: Record<string, unknown>): CalendarChoice {
  const view = oneOf(VIEWS, query.view)
  return {
    ...calendarFilter(query),
    view: view ?? 'week',
    isViewChosen: view !== null,
    date: isoDate(query.date) ?? today(),
    columns: oneOf(COLUMNS, query.columns),
  }
}

export function calendarFilter(query: Record<string, unknown>): CalendarFilter {
  return {
    members: ids(query.members),
    rooms: ids(query.rooms),
    location: ids(query.location)[0] ?? null,
    service: ids(query.service)[0] ?? null,
    status: oneOf(SHOWN_STATUSES, query.status),
  }
}

/** The address of another choice: what is as it is without being said is left out. */
export function calendarQuery(choice: CalendarChoice, other: Partial<CalendarChoice> = {}) {
  const wanted = { ...choice, ...other }
  const query = {
    view: wanted.view,
    date: wanted.date,
    columns: wanted.columns,
    members: wanted.members.join(',') || null,
    rooms: wanted.rooms.join(',') || null,
    location: wanted.location,
    service: wanted.service,
    status: wanted.status,
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >
}

export function isNarrowed({ members, rooms, location, service, status }: CalendarFilter) {
  return Boolean(members.length || rooms.length || location || service || status)
}

/** The dates that a view shows: from the first, up to but not with the last. Weeks begin on Monday. */
export function datesOf({ view, date }: Pick<CalendarChoice, 'view' | 'date'>) {
  if (view === 'day') return { from: date, until: addDays(date, 1) }
  if (view === 'agenda') return { from: date, until: addDays(date, 7) }
  if (view === 'week') return { from: mondayOf(date), until: addDays(mondayOf(date), 7) }
  const first = mondayOf(`${date.slice(0, 7)}-01`)
  const last = addDays(monthLater(date, 1), -1)
  return { from: first, until: addDays(mondayOf(last), 7) }
}

/** The date that a view shows after, or before, this one. */
export function stepOf({ view, date }: Pick<CalendarChoice, 'view' | 'date'>, step: 1 | -1) {
  if (view === 'month') return monthLater(date, step)
  return addDays(date, view === 'day' ? step : 7 * step)
}

/** An ISO date that exists, or null. */
export function isoDate(value: unknown) {
  const date = String(value ?? '')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const parsed = DateTime.fromISO(date, { zone: 'utc' })
  return parsed.isValid && parsed.year > 1900 ? date : null
}

/** The same with a time, to the minute. */
export function isoWall(value: unknown): WallTime | null {
  const wall = String(value ?? '')
  return isoDate(wall.slice(0, 10)) && WALL.test(wall) ? wall : null
}

function mondayOf(date: string) {
  return addDays(date, 1 - weekdayOf(date))
}

/** The first of a month. */
function monthLater(date: string, months: number) {
  return DateTime.fromISO(`${date.slice(0, 7)}-01`, { zone: 'utc' })
    .plus({ months })
    .toISODate()!
}

function ids(value: unknown) {
  const all = (Array.isArray(value) ? value : [value])
    .flatMap((each) => String(each ?? '').split(','))
    .filter((each) => /^[\da-f-]{36}$/.test(each))
  return [...new Set(all)]
}

function oneOf<const Value extends string>(values: readonly Value[], value: unknown) {
  return values.find((each) => each === value) ?? null
}
