import { clinicClient } from '#clinics/database'

export type CalendarMember = { id: string; name: string; isActive: boolean; isBookable: boolean }
export type Named = { id: string; name: string }
export type CalendarRoom = Named & { locationId: string | null }
export type CalendarService = Named & {
  category: string | null
  colour: string
  minutes: number
  capacity: number
}

/**
 * Everybody who works or has worked here. Bookable are those who offer something or have hours; where nobody
 * does yet, everybody is.
 */
export async function calendarMembers(): Promise<CalendarMember[]> {
  const rows: { id: string; name: string; is_active: 0 | 1; offers: 0 | 1 }[] =
    await clinicClient().rawQuery(
      `select id, name, deactivated_at is null as is_active,
         exists (select 1 from service_members where member_id = members.id)
         or exists (select 1 from working_hours where member_id = members.id) as offers
       from members order by name`
    )
  const nobodyOffers = !rows.some((row) => row.offers && row.is_active)
  return rows.map(({ id, name, ...row }) => {
    const isActive = row.is_active === 1
    return { id, name, isActive, isBookable: isActive && (nobodyOffers || row.offers === 1) }
  })
}

/** Whether this member treats clients, and does not only work here. */
export async function offersServices({ id }: { id: string }): Promise<boolean> {
  return Boolean(await clinicClient().from('service_members').where('member_id', id).first())
}

/** The rooms that are in use, in order of their names. */
export async function calendarRooms(): Promise<CalendarRoom[]> {
  const rows: (Named & { location_id: string | null })[] =
    await inUse('rooms').select('location_id')
  return rows.map(({ id, name, location_id: locationId }) => ({ id, name, locationId }))
}

export function calendarLocations(): Promise<Named[]> {
  return inUse('locations')
}

export function calendarServices(): Promise<CalendarService[]> {
  return inUse('services').select('category', 'colour', 'minutes', 'capacity')
}

/** Archived ones stay on the appointments that have them, and are offered no more. */
function inUse(table: 'rooms' | 'locations' | 'services') {
  return clinicClient().from(table).select('id', 'name').whereNull('archived_at').orderBy('name')
}
