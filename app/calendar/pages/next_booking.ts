import { today } from '#clients/age'
import { addDays } from '#calendar/dates'
import type { WallTime } from '#calendar/wall_time'
import type Appointment from '#models/appointment'

const WEEK = 7
const DAY_MS = 86_400_000

/**
 * The address of the form for the appointment that follows this one: the same client, service, member and room,
 * a week later at the same time, or in the coming week where this one is long over. None for a group, whose
 * clients go on one by one, nor for one that waits for a yes.
 *
 * @param start when this one begins, as the clinic's clocks show it
 */
export function nextBooking(appointment: Appointment, start: WallTime): string | null {
  const [seat, ...others] = appointment.attendances
  const { memberId, serviceId, roomId, minutes, isGroup, status, member, service } = appointment
  if (isGroup || status === 'requested' || !seat?.clientId || others.length) return null
  const asked = {
    ...{ client: seat.clientId, service: serviceId, room: roomId },
    member: member?.isActive ? memberId : null,
    minutes: minutes === service?.minutes ? null : minutes,
    start: `${weekLater(start.slice(0, 10))}T${start.slice(11)}`,
  }
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === null ? [] : [[name, `${value}`]]
  )
  return `/appointments/new?${new URLSearchParams(given)}`
}

/** The same weekday a week later, or of the next week that is still to come. */
function weekLater(date: string) {
  const weeks = Math.floor((Date.parse(today()) - Date.parse(date)) / (WEEK * DAY_MS))
  return addDays(date, WEEK * (Math.max(0, weeks) + 1))
}
