import { isNotOver } from '#calendar/holds'
import { clinicClient } from '#clinics/database'
import { utcNow } from '#models/columns'
import type { Supply } from './supply.js'
import type { Range } from '#calendar/ranges'

/** A group that the clinic has put into its calendar, with a place left. */
export type Group = {
  appointmentId: string
  memberId: string | null
  locationId: string | null
  roomId: string | null
  start: number
  supply: Supply
}

type Asked = { service: { id: string }; memberId?: string | null; except?: string | null }
type Row = {
  id: string
  member_id: string
  location_id: string
  room_id: string
  start: number
  places: number
  held: number
}

/** The groups of a service that begin in this range and have a place left, in order. */
export async function groupsWithPlaces(
  { service, memberId, except }: Asked,
  { from, until }: Range
): Promise<Group[]> {
  const now = utcNow()
  const rows: Row[] = await clinicClient().rawQuery(
    `select id, member_id, location_id, room_id, busy_from + buffer_before as start,
       capacity - (select count(*) from attendances
         where appointment_id = appointments.id and status not in ('cancelled', 'missed')
           and ${isNotOver('attendances')}) as places,
       (select count(*) from attendances
         where appointment_id = appointments.id and status = 'held'
           and ${isNotOver('attendances')}) as held
     from appointments
     where service_id = ? and status = 'booked' and (? = '' or member_id = ?) and id <> ?
       and start >= ? and start < ? and busy_from > ? and places > 0
     order by start, id`,
    [
      ...[now, now],
      ...[service.id, memberId ?? '', memberId ?? '', except ?? ''],
      ...[from, until, from - 2 * 24 * 60],
    ]
  )
  return rows.map(groupOf)
}

function groupOf({ id, member_id, location_id, room_id, start, places, held }: Row): Group {
  return {
    appointmentId: id,
    memberId: member_id,
    locationId: location_id,
    roomId: room_id,
    start,
    supply: { whole: places + held, now: places, after: places - 1 },
  }
}
