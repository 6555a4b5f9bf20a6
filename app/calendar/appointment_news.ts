import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { afterCommit } from '#clinics/clinic_in_hand'

export type Details = Record<string, unknown>
export type EventOfAppointment = {
  dispatch(appointmentId: string, by: Actor, details?: Details): Promise<void>
}
type News = { action: string; event: EventOfAppointment; by: Actor; details?: Details }

/** Writes a line about an appointment into the audit log, and says so to whoever listens once it is on disk. */
export async function tellOfAppointment(
  { id }: { id: string },
  { action, event, by, details }: News
) {
  await record({ action, by, subject: { type: 'appointment', id }, details })
  await afterCommit(() => event.dispatch(id, by, details))
}
