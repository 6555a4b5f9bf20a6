import { createHmac } from 'node:crypto'
import env from '#start/env'
import { currentClinic } from '#clinics/clinic_in_hand'

/**
 * HMAC-SHA-256 over values that must not be forged, for rows that are proof of something. As with the audit log's
 * chain, the key is not in the database: who can write to the file still cannot write a believable row.
 *
 * @param purpose what is sealed; a seal of one kind of row, or of another clinic, is worth nothing here
 * @param values what JSON keeps exactly: strings, numbers, null, arrays and plain objects of these
 * @returns 64 hexadecimal digits
 */
export function evidenceSeal(purpose: string, values: unknown[]) {
  return createHmac('sha256', env.get('AUDIT_KEY').release())
    .update(JSON.stringify(['evidence', currentClinic().id, purpose, ...values]))
    .digest('hex')
}
