import { createHmac } from 'node:crypto'
import env from '#start/env'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import type { Actor } from './actor.js'

export const GENESIS = '0'.repeat(64)

/**
 * One thing that happened.
 *
 * @property action what was done, as `noun.verb`, for instance `client.archived`
 * @property subject what it was done to
 * @property details what else an auditor needs. Never secrets, never what is encrypted elsewhere
 */
export type AuditEntry = {
  action: string
  by: Actor
  subject?: { type: string; id: string }
  details?: Record<string, unknown>
}

/** A row as it is chained. The order of the fields is part of the hash. */
export type ChainedRow = {
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
 * Writes one line into the clinic's audit log, in the transaction of what it tells of: both
 * are on disk, or neither.
 */
export async function record(entry: AuditEntry) {
  await recordAll([entry])
}

export async function recordAll(entries: AuditEntry[]) {
  await transaction(async () => {
    let previousHash = await lastHash()
    for (const entry of entries) {
      const row = chainedRow(entry, previousHash)
      previousHash = hashOf(row)
      await clinicClient()
        .insertQuery()
        .table('audit_events')
        .insert({ ...row, hash: previousHash })
    }
  })
}

/**
 * HMAC-SHA-256 over the row and the hash before it. The key is not in the database, so that who can
 * write to the file still cannot write a believable log.
 */
export function hashOf(row: ChainedRow) {
  const text = JSON.stringify([
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
  return createHmac('sha256', env.get('AUDIT_KEY').release()).update(text).digest('hex')
}

async function lastHash(): Promise<string> {
  const last = await clinicClient()
    .from('audit_events')
    .select('hash')
    .orderBy('seq', 'desc')
    .first()
  return last?.hash ?? GENESIS
}

function chainedRow(
  { action, by, subject, details = {} }: AuditEntry,
  previousHash: string
): ChainedRow {
  return {
    created_at: utcNow(),
    member_id: by.member?.id ?? null,
    member_name: by.member?.name ?? null,
    action,
    subject_type: subject?.type ?? null,
    subject_id: subject?.id ?? null,
    details: JSON.stringify(details),
    address: by.address,
    previous_hash: previousHash,
  }
}
