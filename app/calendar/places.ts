import Location from '#models/location'
import Room from '#models/room'

/** Locations with their rooms, and the rooms that are in none; archived ones last. */
export async function places() {
  const locations = await Location.query()
    .orderByRaw('archived_at is not null, name')
    .preload('rooms', (rooms) => rooms.orderByRaw('archived_at is not null, name'))
  const rooms = await Room.query()
    .whereNull('locationId')
    .orderByRaw('archived_at is not null, name')
  return { locations, rooms }
}

/** The locations that something new may take place at, and one that it is at already. */
export function openLocations(also: string | null = null) {
  return Location.query()
    .where((each) => each.whereNull('archivedAt').orWhere('id', also ?? ''))
    .orderBy('name')
}
