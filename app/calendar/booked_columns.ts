import type { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import type { AppointmentStatus, Source } from './appointment_status.js'
import { type Plan, whoAndWhereColumns, timeColumns } from './plan.js'

/** What is said with a plan when it is booked. */
export type Origin = {
  status?: Extract<AppointmentStatus, 'booked' | 'requested' | 'held'>
  heldUntil?: DateTime | null
  source?: Source
  /** Says that a request is the same as one before: the second finds what the first has booked. */
  requestKey?: string | null
  recurrenceId?: string | null
  /** What it is called in the calendar file that it comes from. */
  importedUid?: string | null
}

/** The columns of an appointment that nobody has changed yet. */
export function bookedColumns(plan: Plan, origin: Origin, by: Actor) {
  return {
    ...whoAndWhereColumns(plan),
    ...timeColumns(plan),
    capacity: plan.capacity ?? 1,
    isOverbooked: plan.overbook ?? false,
    status: origin.status ?? 'booked',
    source: origin.source ?? 'member',
    requestKey: origin.requestKey ?? null,
    heldUntil: origin.heldUntil ?? null,
    recurrenceId: origin.recurrenceId ?? null,
    ruleWall: origin.recurrenceId ? plan.wall : null,
    importedUid: origin.importedUid ?? null,
    sequence: 0,
    createdBy: by.member?.id ?? null,
  }
}
