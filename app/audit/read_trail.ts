import { currentClinic, inClinic } from '#clinics/clinic_in_hand'
import { recordAll, type AuditEntry } from './audit_log.js'
import { assertReason } from './showing.js'

type Waiting = { entries: AuditEntry[]; written: Promise<void> }

const waiting = new Map<string, Waiting>()

/**
 * Records that somebody read something, before the page is sent. Reads that arrive together are
 * written in one transaction: each costs a share of one disk flush instead of a flush of its own.
 *
 * @returns when the line is on disk
 * @throws Unreasoned
 */
export function recordRead(entry: AuditEntry): Promise<void> {
  assertReason(entry)
  const clinic = currentClinic()
  const known = waiting.get(clinic.id)
  if (known) {
    known.entries.push(entry)
    return known.written
  }
  const batch: Waiting = { entries: [entry], written: Promise.resolve() }
  batch.written = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
    waiting.delete(clinic.id)
    return inClinic(clinic, () => recordAll(batch.entries))
  })
  waiting.set(clinic.id, batch)
  return batch.written
}
