import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import { utcNow } from '#models/columns'
import type Member from '#models/member'
import { wallOf } from '#calendar/wall_time'

/**
 * What is booked with a member from now on: when they leave, somebody has to move it or tell the clients.
 *
 * @returns how many appointments, and the date of the first; null without any
 */
export async function bookedAhead(member: Member): Promise<{ count: number; date: string } | null> {
  const ahead = await Appointment.query()
    .where('memberId', member.id)
    .whereIn('status', ['requested', 'booked'])
    .where('startsAt', '>', utcNow())
    .select('id', 'startsAt')
    .orderBy('startsAt')
  if (!ahead.length) return null
  const first = wallOf(ahead[0].startsAt, clinicSettings.read().timeZone)
  return { count: ahead.length, date: first.slice(0, 10) }
}
