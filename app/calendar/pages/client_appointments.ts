import { today } from '#clients/age'
import type Client from '#models/client'
import type Member from '#models/member'
import { type CalendarRow, rowsOfClient } from './calendar_rows.js'
import { calendarMembers } from '#calendar/on_offer'

/** What the tab of a client's page shows: what is to come, the next first, and what was, the last first. */
export async function clientAppointments(client: Client, member: Member) {
  const rows = await rowsOfClient(client, { member, on: ['screen'] })
  const members = await calendarMembers()
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const day = today()
  return {
    upcoming: byDay(rows.filter(({ end }) => end.slice(0, 10) >= day).reverse()),
    past: byDay(rows.filter(({ end }) => end.slice(0, 10) < day)),
    nameOfMember: (id: string | null) => (id && names.get(id)) ?? null,
    today: day,
  }
}

/** Only the days on which there is something, in the order of the rows. */
function byDay(rows: CalendarRow[]) {
  const days = Map.groupBy(rows, ({ start }) => start.slice(0, 10))
  return [...days].map(([date, ofDay]) => ({ date, rows: ofDay }))
}
