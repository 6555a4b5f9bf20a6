/**
 * - `held` a visitor is still typing; over by itself at `heldUntil`
 * - `requested` waits for the clinic to say yes
 * - `booked` takes place
 * - `arrived`, `done` the client is here, was here
 * - `missed` nobody came: the time is free again
 * - `cancelled` so is it
 */
export const APPOINTMENT_STATUSES = [
  'held',
  'requested',
  'booked',
  'arrived',
  'done',
  'missed',
  'cancelled',
] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]
/** What a member may say of one by a click, and take back by another. */
export const MARKS = ['booked', 'arrived', 'done', 'missed'] as const
export type Mark = (typeof MARKS)[number]

/** Who has brought it into the calendar. */
export const SOURCES = ['member', 'online', 'import'] as const
export type Source = (typeof SOURCES)[number]
