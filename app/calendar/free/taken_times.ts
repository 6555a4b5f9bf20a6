import { isNotOver } from '#calendar/holds'
import { clinicClient } from '#clinics/database'
import { utcNow } from '#models/columns'
import type { RoomTaken, Taken } from './free_starts.js'
import type { Range } from '#calendar/ranges'

export type Room = RoomTaken & { id: string }

type Packed = { id: string; starts: string; ends: string; held: string }

/** As in the migration: nothing is longer, so the index need not be read from its beginning. */
const LONGEST_MINUTES = 2 * 24 * 60

/** Who offers a service and works here; only this member if one is named. */
export async function membersOffering(serviceId: string, memberId?: string | null) {
  const query = clinicClient()
    .from('service_members')
    .join('members', 'members.id', 'service_members.member_id')
    .where('service_id', serviceId)
    .whereNull('deactivated_at')
    .orderBy('members.id')
    .select('members.id')
  if (memberId) query.where('members.id', memberId)
  const rows: { id: string }[] = await query
  return rows.map(({ id }) => id)
}

/**
 * When members or rooms are taken, buffers included, in order. SQLite packs each one's times into three
 * lists: 20,000 rows as objects cost ten times as much. All that it asks for stands in the index, the row's own
 * number too, which is why the exception is found by that: to look into the rows cost five times as much again.
 */
export async function takenTimes(
  by: 'member_id' | 'room_id',
  ids: readonly string[],
  { from, until }: Range,
  except?: string | null
): Promise<Map<string, Taken[]>> {
  const rows: Packed[] = await clinicClient().rawQuery(
    `select ${by} as id, json_group_array(busy_from) as starts, json_group_array(busy_until) as ends,
       json_group_array(held_until is not null) as held
     from appointments
     where ${by} in (${ids.map(() => '?').join()}) and status not in ('cancelled', 'missed')
       and busy_from < ? and busy_until > ? and busy_from > ?
       and ${isNotOver('appointments')}
       and rowid is not (select rowid from appointments where id = ?)
     group by ${by}`,
    [...ids, until, from, from - LONGEST_MINUTES, utcNow(), except ?? '']
  )
  return new Map(rows.map((row) => [row.id, unpacked(row)]))
}

/** Every room, by name, and when it is taken. */
export async function roomsInUse(range: Range, except?: string | null): Promise<Room[]> {
  const rooms: { id: string; location_id: string | null }[] = await clinicClient()
    .from('rooms')
    .whereNull('archived_at')
    .orderBy('name')
    .select('id', 'location_id')
  const ids = rooms.map(({ id }) => id)
  const taken = await takenTimes('room_id', ids, range, except)
  return rooms.map(({ id, location_id: locationId }) => ({
    id,
    locationId,
    taken: taken.get(id) ?? [],
  }))
}

function unpacked({ starts, ends, held }: Packed): Taken[] {
  const until: number[] = JSON.parse(ends)
  const isHeld: number[] = JSON.parse(held)
  return (JSON.parse(starts) as number[]).map((from, index) => ({
    from,
    until: until[index],
    isHeld: isHeld[index] === 1,
  }))
}
