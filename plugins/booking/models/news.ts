import { DateTime } from 'luxon'
import { minuteOf } from '#calendar/wall_time'
import { utcNow } from '#models/columns'
import { bookingSettings } from '../settings.js'
import Booking from './booking.js'
import type { LetterKind } from './letters.js'

/** Somebody who drags an appointment twice means the second: so long nothing is written about the first. */
const PAUSE_MINUTES = 2
const STANDING = `case
  when own.id is null or 'cancelled' in (own.status, appointments.status) then 'cancelled'
  when 'requested' in (own.status, appointments.status) then 'requested' else 'booked' end`

/**
 * Writes to clients what members have done in the calendar with what they booked online: said yes or no, moved it, cancelled
 * it. What a letter said last stands on the booking, so each change is told once, also after a crash.
 */
export async function tellNews() {
  for (const booking of await untold()) {
    const news = newsOf(booking)
    if (news) await booking.tell(news)
  }
}

function untold() {
  const longEnough = DateTime.utc().minus({ minutes: PAUSE_MINUTES }).toISO()
  return Booking.joined()
    .where('appointments.starts_at', '>', utcNow())
    .where('appointments.updated_at', '<=', longEnough)
    .whereNotNull('told_status')
    .whereRaw(`(told_status <> ${STANDING} or told_start <> busy_from + buffer_before)`)
}

function newsOf({ toldStatus, toldStart, standing, appointment }: Booking): LetterKind | null {
  const isAnswer = toldStatus === 'requested'
  if (standing !== toldStatus && isAnswer) return standing === 'booked' ? 'accepted' : 'declined'
  if (!bookingSettings.read().tellChanges) return null
  if (standing !== toldStatus) return standing === 'cancelled' ? 'cancelled' : 'accepted'
  return standing !== 'cancelled' && minuteOf(appointment.startsAt) !== toldStart ? 'moved' : null
}
