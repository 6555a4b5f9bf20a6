import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { AttendanceSchema } from '#database/clinic/schema'
import type { Actor } from '#audit/actor'
import { type Details, tellOfAppointment } from '#calendar/appointment_news'
import { orTaken } from '#calendar/taken'
import { transaction } from '#clinics/transaction'
import AppointmentChanged from '#events/appointment_changed'
import { json } from './columns.js'
import Client from '#models/client'

/**
 * - `requested` a client has asked for this place in a group, and the clinic has not answered
 * - `booked` comes, as far as anybody knows
 * - `held` a visitor is still typing; over by itself at `heldUntil`
 * - `arrived`, `missed` how it went, in a group
 * - `cancelled` comes no more
 */
const ATTENDANCE_STATUSES = [
  'requested',
  'booked',
  'held',
  'arrived',
  'missed',
  'cancelled',
] as const
/** What a member may say of one client of a group by a click, and take back by another. */
export const ATTENDANCE_MARKS = ['booked', 'arrived', 'missed'] as const
export type AttendanceMark = (typeof ATTENDANCE_MARKS)[number]
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number]

/** How a client gets a place; `despite` is what plugins had against it, and a member has set aside: keys of words. */
export type Seating = {
  isOverbooked: boolean
  status?: 'booked' | 'requested'
  despite?: readonly string[] | null
}

type By = { by: Actor }
/** Whose place, and in what. */
type Place = { client: { id: string }; appointment: { id: string } }
type Admission = By & Partial<Omit<Seating, 'isOverbooked'>> & { overbook?: boolean }

/** One client's place in one appointment. */
export default class Attendance extends AttendanceSchema {
  declare status: AttendanceStatus

  @json()
  declare despite: readonly string[] | null

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

  /**
   * Gives a client one of an appointment's places, or keeps it until the clinic has said yes. Twice is once.
   *
   * @throws Taken when there is none left
   */
  static async admit(
    place: Place,
    { by, overbook = false, status = 'booked', despite }: Admission
  ) {
    return transaction(async () => {
      const { appointment, client } = place
      const known = await this.findBy(keyOf(place))
      const seating = { isOverbooked: overbook, status, despite }
      const attendance = await (known ?? new Attendance()).seat(client, appointment, seating)
      const details = despite ? { despite } : {}
      const action = status === 'booked' ? 'client_added' : 'client_requested'
      await tell(place, action, by, details)
      return attendance
    })
  }

  /** Takes a client's place back. */
  static async dismiss(place: Place, { by }: By) {
    await transaction(async () => {
      await this.query().where(keyOf(place)).delete()
      await tell(place, 'client_removed', by)
    })
  }

  /** Says how it went for one client of a group, or takes that back. @throws Taken when the place was given away meanwhile */
  static async mark(place: Place, status: AttendanceMark, { by }: By) {
    await transaction(async () => {
      const attendance = await this.findByOrFail(keyOf(place))
      if (attendance.status === status) return
      attendance.status = status
      await orTaken(() => attendance.save())
      await tell(place, `client_${status}`, by)
    })
  }

  /**
   * Gives this place to a client.
   *
   * @throws Taken when there is none left
   */
  async seat(
    { id: clientId }: { id: string },
    { id: appointmentId }: { id: string },
    { isOverbooked, status = 'booked', despite = null }: Seating
  ): Promise<this> {
    const seat = { appointmentId, clientId, status, isOverbooked, despite, heldUntil: null }
    ;(this as Attendance).merge(seat)
    return orTaken(() => this.save())
  }
}

function keyOf({ appointment, client }: Place) {
  return { appointmentId: appointment.id, clientId: client.id }
}

function tell({ appointment, client }: Place, action: string, by: Actor, details?: Details) {
  return tellOfAppointment(appointment, {
    action: `appointment.${action}`,
    event: AppointmentChanged,
    by,
    details: { client: client.id, ...details },
  })
}
