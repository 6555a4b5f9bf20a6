import { createHmac } from 'node:crypto'
import env from '#start/env'

/** What stands before the first row. */
export const GENESIS = '0'.repeat(64)

/** A row as it is chained. Its fields, in the order of `chainHash`, are what the hash protects. */
export type ChainedRow = {
  seq: number
  created_at: string
  member_id: string | null
  member_name: string | null
  action: string
  subject_type: string | null
  subject_id: string | null
  details: string
  address: string | null
  previous_hash: string
}

/**
 * The hash of a row: HMAC-SHA-256 over the clinic's id, the row and the hash of the row before it, as a
 * JSON array, in hexadecimal. The key is not in the database, so that who can write to the file still
 * cannot write a believable log.
 */
export function chainHash(clinicId: string, row: ChainedRow) {
  return mac([
    clinicId,
    row.seq,
    row.created_at,
    row.member_id,
    row.member_name,
    row.action,
    row.subject_type,
    row.subject_id,
    row.details,
    row.address,
    row.previous_hash,
  ])
}

/** Authenticates a list of values under the audit key. */
export function mac(values: unknown[]) {
  return createHmac('sha256', env.get('AUDIT_KEY').release())
    .update(JSON.stringify(values))
    .digest('hex')
}
