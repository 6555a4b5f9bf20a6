import type { DateTime } from 'luxon'
import { transaction } from '#clinics/transaction'
import type { Actor } from '#audit/actor'
import { type Vacancy, vacancyAt, type Wish } from '#calendar/free/free_times'
import { planFor } from '#calendar/plan'
import { orTaken } from '#calendar/taken'
import { wallOf } from '#calendar/wall_time'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import type Client from '#models/client'
import { type Bookable, dateOf, momentAt, wishOf } from './rules.js'

type Choice = {
  service: Bookable
  memberId: string | null
  start: number
  except?: string | null
  roomId?: string | null
}

/** What a visitor chose, as a wish for that one day. */
export function wishAt({ start, ...choice }: Choice): Wish {
  const date = dateOf(start)
  return wishOf({ ...choice, from: date, until: date })
}

/** Where the choice can be had, if it still can. */
export function vacancyFor(choice: Choice): Promise<Vacancy | null> {
  return vacancyAt(wishAt(choice), choice.start)
}

/** The plan of an appointment there. */
export function planAt(
  service: Bookable,
  { memberId, locationId, roomId }: Vacancy,
  start: number
) {
  const wall = wallOf(momentAt(start), clinicSettings.read().timeZone)
  return { ...planFor(service), wall, memberId, locationId, roomId }
}

/** What to look for where an appointment is to move: as long, with the same member and if it can be in the same room as the clinic has planned it. */
export function movedWish(appointment: Appointment) {
  const { id: except, memberId, roomId, minutes, bufferBefore, bufferAfter } = appointment
  const { id, capacity, needsRoom } = appointment.service
  const service = { id, capacity, needsRoom, minutes, bufferBefore, bufferAfter }
  return { service, memberId, except, roomId }
}

/** The plan of an appointment that moves there. What the vacancy does not say stays as it is. */
export function movedPlan(
  appointment: Appointment,
  { locationId, roomId }: Vacancy,
  start: number
) {
  return {
    wall: wallOf(momentAt(start), appointment.zone),
    locationId: locationId ?? undefined,
    roomId: roomId ?? undefined,
    // The time is free, so it lies over nothing any more.
    overbook: false,
  }
}

type Taking = { status: 'booked' | 'requested'; by: Actor }

/** The visitor's hold becomes the client's place in the appointment. @returns that place */
export async function seat({ appointment, attendanceId }: Held, client: Client, taking: Taking) {
  const { status, by } = taking
  return transaction(async () => {
    if (!attendanceId) return appointment.settle(client, status, { by })
    await Attendance.query().where('id', attendanceId).delete()
    return Attendance.admit({ appointment, client }, { by, status })
  })
}

type Held = { appointment: Appointment; attendanceId: string | null }
type Holding = { service: Bookable; vacancy: Vacancy; start: number; until: DateTime; by: Actor }

/** Holds an appointment, or one place in a group. @throws Taken */
export async function seize({ service, vacancy, start, until: heldUntil, by }: Holding) {
  if (vacancy.appointmentId) {
    const held = { appointmentId: vacancy.appointmentId, clientId: null, heldUntil }
    const attendance = await orTaken(() => Attendance.create({ ...held, status: 'held' }))
    return { appointmentId: vacancy.appointmentId, attendanceId: attendance.id }
  }
  const holding = { by, status: 'held', heldUntil, source: 'online' } as const
  const appointment = await Appointment.book(planAt(service, vacancy, start), holding)
  return { appointmentId: appointment.id, attendanceId: null }
}
