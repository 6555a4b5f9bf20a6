import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type { Occasion } from './wording.js'

/** What a reminder of this appointment can tell this client. Its service, member and location are loaded. */
export function occasionOf(
  appointment: Appointment,
  client: Client,
  link: string | null
): Occasion {
  const { startsAt, zone, service, member, location } = appointment
  const street = location && [location.street, location.city].filter(Boolean).join(', ')
  return {
    ...{ client, startsAt, zone },
    service: service?.name ?? null,
    member: member?.name ?? null,
    link,
    place: street || location?.name || clinicSettings.read().address || null,
  }
}
