import { DateTime } from 'luxon'
import type { Wish } from '#calendar/free/free_times'
import { minuteOf } from '#calendar/wall_time'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { bookingSettings } from '../settings.js'

export type Bookable = Wish['service']
type Choice = {
  service: Bookable
  memberId: string | null
  from: string
  until: string
  except?: string | null
  roomId?: string | null
}

/** A wish within the clinic's rules for visitors: not too soon and not too far ahead. */
export function wishOf(choice: Choice, now = DateTime.utc()): Wish {
  const { grid, soonestHours, furthestDays } = bookingSettings.read()
  return {
    ...choice,
    grid,
    notBefore: Math.ceil(now.plus({ hours: soonestHours }).toSeconds() / 60),
    notAfter: minuteOf(now.plus({ days: furthestDays })),
  }
}

/** On which date, for the clinic, this minute lies. */
export function dateOf(minute: number) {
  return momentAt(minute).setZone(clinicSettings.read().timeZone).toISODate()!
}

export function momentAt(minute: number) {
  return DateTime.fromMillis(minute * 60_000, { zone: 'utc' }) as DateTime<true>
}

/** The first date on which something can be booked, and the last one. */
export function bookableDates(now = DateTime.utc()) {
  const { soonestHours, furthestDays } = bookingSettings.read()
  const zone = clinicSettings.read().timeZone
  const date = (moment: DateTime) => moment.setZone(zone).toISODate()!
  const [first, last] = [
    date(now.plus({ hours: soonestHours })),
    date(now.plus({ days: furthestDays })),
  ]
  return { first, last: last < first ? first : last }
}

/** How many appointments of this client lie ahead, however they were booked. */
export async function appointmentsAhead(clientId: string): Promise<number> {
  const [{ ahead }] = await clinicClient()
    .from('attendances')
    .join('appointments', 'appointments.id', 'attendances.appointment_id')
    .where('client_id', clientId)
    .whereNotIn('attendances.status', ['cancelled', 'missed'])
    .whereIn('appointments.status', ['booked', 'requested'])
    .where('starts_at', '>', DateTime.utc().toISO())
    .count('* as ahead')
  return ahead
}
