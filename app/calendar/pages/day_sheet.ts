import type { I18n } from '@adonisjs/i18n'
import { detailsOn } from '#clients/display_name'
import Appointment from '#models/appointment'
import type Member from '#models/member'
import type { CalendarFilter } from './calendar_choice.js'
import { type CalendarRow, calendarRows } from './calendar_rows.js'
import { addDays } from '#calendar/dates'
import { holidayNames } from '#calendar/hours/holiday_list'
import { calendarMembers, calendarRooms } from '#calendar/on_offer'

const SURFACES = ['screen', 'print'] as const

/**
 * One day as it is printed: a list for each member, in order of time, with the front desk's notes. It is read on
 * the screen first, so names are shown as much as both the screen and the paper may.
 */
export async function daySheet(
  date: string,
  filter: CalendarFilter,
  { member }: { member: Member; i18n: I18n }
) {
  const rows = await calendarRows({ from: date, until: addDays(date, 1) }, filter, {
    member,
    on: SURFACES,
  })
  const members = await calendarMembers()
  const rooms = await calendarRooms()
  const holidays = await holidayNames({ from: date, until: date })
  const roomNames = new Map(rooms.map(({ id, name }) => [id, name]))
  return {
    date,
    holiday: holidays[date],
    lists: listsOf(rows, members),
    notes: await notesOf(rows),
    naming: detailsOn(SURFACES, member).naming,
    nameOfRoom: (id: string | null) => (id && roomNames.get(id)) ?? null,
    previous: addDays(date, -1),
    next: addDays(date, 1),
  }
}

type List = { name: string | null; rows: CalendarRow[] }

function listsOf(rows: CalendarRow[], members: readonly { id: string; name: string }[]): List[] {
  const byMember = Map.groupBy(rows, ({ memberId }) => memberId)
  const lists = members.map(({ id, name }) => ({ name, rows: byMember.get(id) ?? [] }))
  return [...lists, { name: null, rows: byMember.get(null) ?? [] }].filter(
    (list) => list.rows.length
  )
}

/** Notes lie encrypted, so the model reads them; few appointments have one. */
async function notesOf(rows: readonly CalendarRow[]) {
  const ids = rows.filter(({ hasNote }) => hasNote).map(({ id }) => id)
  const noted = await Appointment.query().select('id', 'note').whereIn('id', ids)
  return new Map(noted.map(({ id, note }) => [id, note]))
}
