import db from '@adonisjs/lucid/services/db'
import { detailsOn, type Named, strictestNamesOn } from '#clients/display_name'
import { clinicClient } from '#clinics/database'
import { kept } from '#clinics/kept'
import { clinicSettings } from '#clinics/settings'
import { utcNow } from '#models/columns'
import type { Surface } from '#plugins/precautions'
import type { AppointmentStatus } from '#calendar/appointment_status'
import type Client from '#models/client'
import type Member from '#models/member'
import type { AttendanceStatus } from '#models/attendance'
import { type CalendarFilter, EVERYTHING } from './calendar_choice.js'
import { addDays } from '#calendar/dates'
import { holdsEnd, isNotOver } from '#calendar/holds'
import { WallClock } from '#calendar/wall_clock'
import { momentOf } from '#calendar/wall_time'

/** One appointment of the calendar: times as the clinic's clocks show them. A plain row, because a week has hundreds. */
export type CalendarRow = {
  id: string
  /** Grows with each change: sent back, it says what was seen. */
  sequence: number
  start: string
  end: string
  /** How long it really takes, which in the nights in which clocks change the two do not say. */
  minutes: number
  status: AppointmentStatus
  isOverbooked: boolean
  capacity: number
  title: string | null
  memberId: string | null
  roomId: string | null
  /** Minutes before and after it in which its member and its room are taken too. */
  bufferBefore: number
  bufferAfter: number
  repeats: boolean
  hasNote: boolean
  service: string | null
  colour: string | null
  /** Called by their names: in full, or as little as the strictest plugin wants. */
  clients: string[]
  /** How many places are taken. */
  taken: number
}

/** The same with the whole names, as it is kept for whoever may see how much of them. */
type NamedRow = Omit<CalendarRow, 'clients'> & { clients: Named[] }

type Looking = { member: Member; on: readonly Surface[] }
type Joined = {
  id: string
  sequence: number
  starts_at: string
  ends_at: string
  status: AppointmentStatus
  is_overbooked: 0 | 1
  capacity: number
  title: string | null
  member_id: string | null
  room_id: string | null
  buffer_before: number
  buffer_after: number
  repeats: 0 | 1
  has_note: 0 | 1
  service: string | null
  colour: string | null
  attendance: AttendanceStatus | null
  first_name: string | null
  last_name: string
  number: number
}

const COLUMNS = [
  'appointments.id',
  'appointments.sequence',
  'appointments.starts_at',
  'appointments.ends_at',
  'appointments.status',
  'appointments.is_overbooked',
  'appointments.capacity',
  'appointments.title',
  'appointments.member_id',
  'appointments.room_id',
  'appointments.buffer_before',
  'appointments.buffer_after',
  'services.name as service',
  'services.colour',
  'attendances.status as attendance',
  'clients.first_name',
  'clients.last_name',
  'clients.number',
]

const MOST_OF_CLIENT = 200
/** No appointment is longer (database/clinic/migrations/0005_calendar.ts): so the index is read from here, not from the first year on. */
const LONGEST_DAYS = 2

/**
 * The appointments that touch some dates, in order, with their clients: one query, however many. When something
 * changes, all who look at the same dates fetch them at once: they are kept until the next change.
 *
 * @param from the first date and
 * @param until the date after the last one
 * @param looking for whom, and on what: which decides how much of a name is in it
 */
export async function calendarRows(
  dates: { from: string; until: string },
  filter: CalendarFilter,
  looking: Looking
): Promise<CalendarRow[]> {
  const zone = clinicSettings.read().timeZone
  const key = `calendar ${JSON.stringify([dates.from, dates.until, filter, zone])}`
  const tables = ['appointments', 'attendances', 'clients', 'services']
  const rows = await kept({ key, tables, until: holdsEnd }, () => namedRows(dates, filter, zone))
  return rows.map(shownTo(looking))
}

async function namedRows(
  { from, until }: { from: string; until: string },
  filter: CalendarFilter,
  zone: string
) {
  const startOf = (date: string) => momentOf(`${date}T00:00`, zone).toISO()
  const rows: Joined[] = await narrowed(filter)
    .where('appointments.starts_at', '>', startOf(addDays(from, -LONGEST_DAYS)))
    .where('appointments.starts_at', '<', startOf(until))
    .where('appointments.ends_at', '>', startOf(from))
    .orderBy('appointments.starts_at')
    .orderBy('appointments.id')
    .orderBy('attendances.id')
  return grouped(rows, new WallClock(zone))
}

/** All appointments of one client, the latest first; who comes goes without saying. */
export async function rowsOfClient(client: Client, looking: Looking): Promise<CalendarRow[]> {
  const rows: Joined[] = await narrowed({ ...EVERYTHING, status: 'all' })
    .where('clients.id', client.id)
    .orderBy('appointments.starts_at', 'desc')
    .limit(MOST_OF_CLIENT)
  const found = grouped(rows, new WallClock(clinicSettings.read().timeZone))
  return found.map((row) => ({ ...row, clients: [] })).map(shownTo(looking))
}

/** With as much of the names as may be seen; a title may hold one, as those of an imported calendar do. */
function shownTo({ member, on }: Looking): (row: NamedRow) => CalendarRow {
  const nameOf = strictestNamesOn(on, member)
  const { naming } = detailsOn(on, member)
  return (row) => ({ ...row, title: naming(row.title), clients: row.clients.map(nameOf) })
}

function narrowed({ members, rooms, location, service, status }: CalendarFilter) {
  const query = clinicClient()
    .from('appointments')
    .leftJoin('services', 'services.id', 'appointments.service_id')
    .leftJoin('attendances', (join) =>
      join
        .on('attendances.appointment_id', 'appointments.id')
        .andOnVal('attendances.status', '<>', 'cancelled')
    )
    .leftJoin('clients', 'clients.id', 'attendances.client_id')
    .select(
      ...COLUMNS,
      db.raw('appointments.note is not null as has_note'),
      db.raw('appointments.recurrence_id is not null as repeats')
    )
    // What a visitor held and did not book is free, although its row may still be there.
    .whereRaw(isNotOver('appointments'), [utcNow()])
  if (members.length) query.whereIn('appointments.member_id', members)
  if (rooms.length) query.whereIn('appointments.room_id', rooms)
  if (location) query.where('appointments.location_id', location)
  if (service) query.where('appointments.service_id', service)
  if (!status) query.whereNot('appointments.status', 'cancelled')
  else if (status !== 'all') query.where('appointments.status', status)
  return query
}

/** The rows of one appointment stand one after another. */
function grouped(rows: Joined[], clock: WallClock) {
  const found: NamedRow[] = []
  let last: NamedRow | undefined
  for (const row of rows) {
    if (last?.id !== row.id) {
      last = appointmentOf(row, clock)
      found.push(last)
    }
    if (!row.attendance) continue
    if (row.attendance !== 'missed') last.taken++
    const { first_name: firstName, last_name: lastName, number } = row
    if (firstName !== null) last.clients.push({ firstName, lastName, number })
  }
  return found
}

function appointmentOf(row: Joined, clock: WallClock): NamedRow {
  return {
    id: row.id,
    sequence: row.sequence,
    start: clock.at(row.starts_at),
    end: clock.at(row.ends_at),
    minutes: (Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000,
    status: row.status,
    isOverbooked: row.is_overbooked === 1,
    capacity: row.capacity,
    title: row.title,
    memberId: row.member_id,
    roomId: row.room_id,
    bufferBefore: row.buffer_before,
    bufferAfter: row.buffer_after,
    repeats: row.repeats === 1,
    hasNote: row.has_note === 1,
    service: row.service,
    colour: row.colour,
    clients: [],
    taken: 0,
  }
}
