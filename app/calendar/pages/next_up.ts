import { DateTime } from 'luxon'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import { EVERYTHING } from './calendar_choice.js'
import { calendarRows } from './calendar_rows.js'
import { addDays } from '#calendar/dates'
import { calendarMembers } from '#calendar/on_offer'
import { wallOf } from '#calendar/wall_time'

const SHOWN = 6
const TO_COME = ['requested', 'booked', 'arrived']

/** What is next today: one's own appointments, or everybody's for who has none of their own. Null for who may not see the calendar. */
export async function nextUp(member: Member, now = DateTime.utc()) {
  if (!member.can('calendar.read')) return null
  const date = today()
  const members = await calendarMembers()
  const isOwn = members.some(({ id, isBookable }) => id === member.id && isBookable)
  const rows = await calendarRows(
    { from: date, until: addDays(date, 1) },
    isOwn ? { ...EVERYTHING, members: [member.id] } : EVERYTHING,
    { member, on: ['screen'] }
  )
  const wall = wallOf(now, clinicSettings.read().timeZone)
  const toCome = rows.filter(({ end, status }) => end > wall && TO_COME.includes(status))
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return {
    days: [{ date, rows: toCome.slice(0, SHOWN) }],
    more: Math.max(0, toCome.length - SHOWN),
    isEmpty: toCome.length === 0,
    nameOfMember: (id: string | null) => (isOwn ? null : ((id && names.get(id)) ?? null)),
  }
}
