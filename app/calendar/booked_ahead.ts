import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { utcNow } from '#models/columns'
import type Member from '#models/member'
import { wallOf } from './wall_time.js'

/**
 * What is booked with a member from now on: when they leave, somebody has to move it or tell the clients.
 *
 * @returns how many appointments, and the date of the first; null without any
 */
export async function bookedAhead(member: Member): Promise<{ count: number; date: string } | null> {
  const { count, first }: { count: number; first: string | null } = await clinicClient()
    .from('appointments')
    .where('member_id', member.id)
    .whereIn('status', ['requested', 'booked'])
    .where('starts_at', '>', utcNow())
    .count('* as count')
    .min('starts_at as first')
    .firstOrFail()
  if (!first) return null
  const wall = wallOf(DateTime.fromISO(first), clinicSettings.read().timeZone)
  return { count, date: wall.slice(0, 10) }
}
