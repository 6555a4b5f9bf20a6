import { clinicClient } from '#clinics/database'
import { kept } from '#clinics/kept'
import type Appointment from '#models/appointment'

type Named = { id: string; name: string }
export type Location = Named & {
  street: string | null
  postal_code: string | null
  city: string | null
}

/** What an appointment is for, with whom and where, for a letter: each names one of the same few, so they are kept. */
export async function thingsOf({
  serviceId,
  memberId,
  locationId,
}: Pick<Appointment, 'serviceId' | 'memberId' | 'locationId'>) {
  const tables = ['services', 'members', 'locations']
  const { services, members, locations } = await kept({ key: 'booking things', tables }, things)
  return {
    service: services.get(serviceId!),
    member: members.get(memberId!),
    location: locations.get(locationId!),
  }
}

async function things() {
  return {
    services: await byId<Named>('services', ['name']),
    members: await byId<Named>('members', ['name']),
    locations: await byId<Location>('locations', ['name', 'street', 'postal_code', 'city']),
  }
}

async function byId<Row extends Named>(table: string, columns: string[]) {
  const rows: Row[] = await clinicClient()
    .from(table)
    .select('id', ...columns)
  return new Map(rows.map((row) => [row.id, row]))
}
