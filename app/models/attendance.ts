import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { AttendanceSchema } from '#database/clinic/schema'
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

/** One client's place in one appointment. */
export default class Attendance extends AttendanceSchema {
  declare status: AttendanceStatus

  @json()
  declare despite: readonly string[] | null

  @belongsTo(() => Client)
  declare client: BelongsTo<typeof Client>
}
