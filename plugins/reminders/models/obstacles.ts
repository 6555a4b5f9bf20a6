import type Appointment from '#models/appointment'
import type Attendance from '#models/attendance'
import type { Reason } from './reasons.js'
import type Rule from './rule.js'
import type { Channel } from './channel.js'
import { missingAddress, wishAgainst } from './wishes.js'

export type Seat = {
  appointment: Appointment
  attendance: Attendance
  /** Every rule of the clinic: one may make another superfluous. */
  rules: readonly Rule[]
  /** Whether the clinic can send anything by it at all. */
  isOn: Record<Channel, boolean>
}

/** Why this rule sends this client nothing about this appointment, whatever the time; `null` when it does. */
export function obstacle(rule: Rule, seat: Seat): Reason | null {
  const { appointment, attendance } = seat
  return (
    statusAgainst(appointment) ??
    seatAgainst(attendance) ??
    (rule.covers(appointment.serviceId) ? null : 'service') ??
    wishAgainst(attendance.client, rule.channel, (channel) => isReachedBy(channel, seat)) ??
    addressAgainst(rule.channel, seat)
  )
}

/** Whether an appointment in this state is not to be reminded of. */
export function statusAgainst({ status }: Appointment): Reason | null {
  if (status === 'booked') return null
  if (status === 'cancelled') return 'cancelled'
  return status === 'requested' || status === 'held' ? 'requested' : 'arrived'
}

function seatAgainst({ status, client }: Attendance): Reason | null {
  if (status === 'cancelled') return 'client_cancelled'
  if (status === 'requested') return 'requested'
  if (status !== 'booked') return 'arrived'
  return client.isArchived ? 'archived' : null
}

function isReachedBy(channel: Channel, seat: Seat) {
  const { rules, appointment } = seat
  const hasRule = rules.some(
    (rule) => rule.channel === channel && rule.covers(appointment.serviceId)
  )
  return hasRule && !addressAgainst(channel, seat)
}

function addressAgainst(channel: Channel, { attendance, isOn }: Seat): Reason | null {
  if (!isOn[channel]) return `${channel}_off`
  return missingAddress(attendance.client, channel)
}
