import { DateTime } from 'luxon'
import type Appointment from '#models/appointment'
import { bookingSettings } from '../settings.js'
import type { Standing } from './order.js'

/** What a client may want to change. The appointment has its service and its attendances with it. */
type Changeable = { appointment: Appointment; clientId: string; standing: Standing }

/** Whether the clinic lets clients do this at all, and it is not too late. */
export function isOpenFor(
  { appointment: { startsAt, status }, standing }: Omit<Changeable, 'clientId'>,
  what: 'mayMove' | 'mayCancel'
) {
  const settings = bookingSettings.read()
  const deadline = startsAt.minus({ hours: settings.changeHours })
  const isAhead = ['booked', 'requested'].includes(status) && standing !== 'cancelled'
  return settings[what] && isAhead && DateTime.utc() < deadline
}

/** Whether this client may still move it. */
export function mayMove(booking: Changeable) {
  return isOpenFor(booking, 'mayMove') && isMovable(booking)
}

/** Whether this client may still cancel it. */
export function mayCancel(booking: Changeable) {
  return isOpenFor(booking, 'mayCancel')
}

/** Whether others come too, or may: then one client's word is about the own place alone. */
export function isShared({ appointment, clientId }: Omit<Changeable, 'standing'>) {
  const isComing = ({ status }: { status: string }) => !['cancelled', 'missed'].includes(status)
  const others = appointment.attendances.filter((place) => place.clientId !== clientId)
  return appointment.isGroup || others.some(isComing)
}

/**
 * A client of a group takes a place in another one, and who comes alone brings the appointment along. Not where it would bring
 * others along, nor where the service has become one for groups, or for one, since; nor where a member has planned
 * what the search for free times would lose: nobody in particular, or a room for a service that needs none.
 */
function isMovable({ appointment, clientId }: Omit<Changeable, 'standing'>) {
  const { service, isGroup, memberId, roomId } = appointment
  if (!service || isGroup !== service.capacity > 1) return false
  if (isGroup) return true
  const isAsFound = memberId !== null && (roomId === null || service.needsRoom)
  return isAsFound && !isShared({ appointment, clientId })
}
