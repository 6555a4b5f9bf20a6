import Location from '#models/location'
import Room from '#models/room'

/** Locations with their rooms, and the rooms that are in none; archived ones last. */
export async function locationsAndRooms() {
  const locations = await Location.query()
    .orderByRaw('archived_at is not null, name')
    .preload('rooms', (rooms) => rooms.orderByRaw('archived_at is not null, name'))
  const rooms = await Room.query()
    .whereNull('locationId')
    .orderByRaw('archived_at is not null, name')
  return { locations, rooms }
}

/** The locations that something new may take place at, and those where it does already. */
export function openLocations(also: readonly (string | null)[] = []) {
  const used = also.filter((id) => id !== null)
  return Location.query()
    .where((each) => each.whereNull('archivedAt').orWhereIn('id', used))
    .orderBy('name')
}

/** What each location is called, archived ones too. */
export async function locationNames(): Promise<Record<string, string>> {
  const locations = await Location.all()
  return Object.fromEntries(locations.map(({ id, name }) => [id, name]))
}
