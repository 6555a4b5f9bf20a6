import type Database from 'better-sqlite3'
import { withConnection } from '#clinics/database'
import { currentClinic } from '#clinics/clinic_in_hand'
import { transaction } from '#clinics/transaction'
import { utcNow } from '#models/columns'
import type { Actor } from './actor.js'
import { whyOf } from './showing.js'
import { chainHash, type ChainedRow, GENESIS } from './chain.js'

/** Whatever is done is written here too, so this goes to the driver at once: to have the statement made anew takes longer than to run it. */
const INSERT = `insert into audit_events
  (seq, created_at, member_id, member_name, action, subject_type, subject_id, details, address, previous_hash, hash)
  values (@seq, @created_at, @member_id, @member_name, @action, @subject_type, @subject_id, @details, @address, @previous_hash, @hash)`

/**
 * Where the log ends. SQLite's own counter tells the number, not the last row: a number is never given
 * twice, so that rows cut off the end leave a gap.
 */
const LAST = `select (select seq from sqlite_sequence where name = 'audit_events') as seq,
  (select hash from audit_events order by seq desc limit 1) as hash`

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

/**
 * Writes one line into the clinic's audit log, in the transaction of what it tells of: both
 * are on disk, or neither.
 */
export async function record(entry: AuditEntry) {
  await recordAll([entry])
}

/** Records several events at once, in their order: the chain goes on from line to line in one transaction. */
export async function recordAll(entries: AuditEntry[]) {
  const clinicId = currentClinic().id
  await transaction(() =>
    withConnection((connection) => {
      const insert = connection.prepare(INSERT)
      let { seq, hash } = lastRow(connection)
      for (const entry of entries) {
        const row = chainedRow(entry, ++seq, hash)
        hash = chainHash(clinicId, row)
        insert.run({ ...row, hash })
      }
    })
  )
}

function lastRow(connection: Database.Database): { seq: number; hash: string } {
  const last = connection.prepare(LAST).get() as { seq: number | null; hash: string | null }
  return { seq: last.seq ?? 0, hash: last.hash ?? GENESIS }
}

function chainedRow(
  { action, by, subject, details }: AuditEntry,
  seq: number,
  previousHash: string
): ChainedRow {
  return {
    seq,
    created_at: utcNow(),
    member_id: by.member?.id ?? null,
    member_name: (by.member ?? by.helper)?.name ?? null,
    action,
    subject_type: subject?.type ?? null,
    subject_id: subject?.id ?? null,
    details: JSON.stringify({
      ...whyOf(by, action, subject),
      ...details,
      ...(by.helper && { helper: by.helper.id }),
    }),
    address: by.address,
    previous_hash: previousHash,
  }
}
