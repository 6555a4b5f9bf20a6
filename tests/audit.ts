import { clinicClient } from '#clinics/database'
import type Clinic from '#models/clinic'
import { at } from '#tests/people'

/** What a clinic's audit log says, oldest first. */
export async function auditEvents(clinic: Clinic) {
  const rows = await at(clinic, () => clinicClient().from('audit_events').orderBy('seq'))
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) }))
}

export async function lastAuditEvent(clinic: Clinic) {
  const events = await auditEvents(clinic)
  return events.at(-1)
}

export async function auditActions(clinic: Clinic): Promise<string[]> {
  const events = await auditEvents(clinic)
  return events.map(({ action }) => action)
}

export async function lastAction(clinic: Clinic): Promise<string> {
  const event = await lastAuditEvent(clinic)
  return event.action
}
