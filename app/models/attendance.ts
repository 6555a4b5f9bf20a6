import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { AttendanceSchema } from '#database/clinic/schema'
import { orTaken } from '#calendar/taken'
import { json } from './columns.js'
import Client from '#models/client'

/**
 * - `requested` a client has asked for this place in a group, and the clinic has not answered
 * - `booked` comes, as far as anybody knows
 * - `held` a visitor is still typing; over by itself at `heldUntil`
 * - `arrived`, `missed` how it went, in a group
 * - `cancelled` comes no more
 */
export const ATTENDANCE_STATUSES = [
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

/** One client's place in one appointment. */
export default class Attendance extends AttendanceSchema {
  declare status: AttendanceStatus

  @json()
  declare despite: readonly string[] | null

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>

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
