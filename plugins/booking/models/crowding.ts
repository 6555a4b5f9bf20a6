import { isNotOver } from '#calendar/holds'
import { workingSpans } from '#calendar/hours/working_time'
import type { Vacancy } from '#calendar/free/free_times'
import { ZoneDay } from '#calendar/zone_days'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { utcNow } from '#models/columns'
import { isWithin } from './limiter.js'
import { type Bookable, dateOf } from './rules.js'
import { bookingSettings } from '../settings.js'

/** So many times are kept for one network at once: a family, or an office at noon. */
const MOST_KEPT = 5
/** So much of what a member works on a day, or of the places in a group, is kept for visitors who have not booked. */
const SHARE = 1 / 2

/** Whether one more time may be kept for this network, counted as long as a time is kept. */
export function mayKeepFor(address: string | null) {
  const { perAddress, holdMinutes } = bookingSettings.read()
  return isWithin('kept', address, perAddress && MOST_KEPT, holdMinutes)
}

/**
 * Whether enough of that day, or of that group, is left to others if this is kept too: holding a time costs a visitor
 * nothing, and so nobody gets a whole day that way (docs/decisions/0036). One may always be kept.
 */
export async function leavesEnough(vacancy: Vacancy, service: Bookable, start: number) {
  if (vacancy.appointmentId) return leavesPlaces(vacancy.appointmentId)
  return !vacancy.memberId || leavesTime(vacancy.memberId, service, dateOf(start))
}

async function leavesTime(memberId: string, service: Bookable, date: string) {
  const day = ZoneDay.of(clinicSettings.read().timeZone, date)
  const [{ held }]: { held: number }[] = await clinicClient().rawQuery(
    `select coalesce(sum(busy_until - busy_from), 0) as held from appointments
     where member_id = ? and status = 'held' and ${isNotOver('appointments')}
       and busy_until > ? and busy_from < ?`,
    [memberId, utcNow(), day.from, day.until]
  )
  if (!held) return true
  const days = await workingSpans([memberId], date, date)
  const work = days.get(memberId)!.get(date)!
  const worked = work.reduce((sum, { starts, ends }) => sum + ends - starts, 0)
  const { bufferBefore, minutes, bufferAfter } = service
  return held + bufferBefore + minutes + bufferAfter <= worked * SHARE
}

async function leavesPlaces(appointmentId: string) {
  const [{ held, capacity }]: { held: number; capacity: number }[] = await clinicClient().rawQuery(
    `select capacity, (select count(*) from attendances
       where appointment_id = appointments.id and status = 'held' and ${isNotOver('attendances')}) as held
     from appointments where id = ?`,
    [utcNow(), appointmentId]
  )
  return !held || held + 1 <= capacity * SHARE
}
