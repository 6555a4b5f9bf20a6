import { setImmediate as breathe } from 'node:timers/promises'
import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import AuditSeal from '#models/audit_seal'
import { sealLog } from './seals.js'
import { ChainWalk, type Finding, type StoredRow } from './chain_walk.js'

const AT_A_TIME = 1000

export type Verification = { rows: number; findings: Finding[] }

/**
 * Goes through the whole audit log of the clinic in hand, and notes how it stood the test. Others
 * get their turn between the batches, so that a long log does not hold the server up.
 */
export async function verifyLog(): Promise<Verification> {
  await sealLog()
  const seal = await AuditSeal.find(currentClinic().id)
  const walk = new ChainWalk(currentClinic().id, seal?.isGenuine ? seal : null)
  await walkThrough(walk)
  if (seal && !seal.isGenuine) walk.findings.push({ kind: 'seal_broken' })
  if (!(await isGuarded())) walk.findings.push({ kind: 'unguarded' })
  const { rows, findings } = walk
  await seal?.merge({ verifiedAt: DateTime.utc(), verifiedRows: rows, findings }).save()
  return { rows, findings }
}

/** The daily check: what it finds is on the audit page, and in the server's log. */
export async function checkLog() {
  const { findings } = await verifyLog()
  if (findings.length)
    logger.error({ clinic: currentClinic().id, findings }, 'an audit log was tampered with')
}

async function walkThrough(walk: ChainWalk) {
  for (;;) {
    const rows: StoredRow[] = await clinicClient()
      .from('audit_events')
      .where('seq', '>', walk.seq)
      .orderBy('seq')
      .limit(AT_A_TIME)
    for (const row of rows) walk.step(row)
    if (rows.length) await breathe()
    else if (await isAtEnd(walk)) return
  }
}

/** Rows may be written meanwhile, so counter and end are read in one statement. */
async function isAtEnd(walk: ChainWalk) {
  const [{ counter, last }] = await clinicClient().rawQuery(
    `select (select seq from sqlite_sequence where name = 'audit_events') as counter,
            (select max(seq) from audit_events) as last`
  )
  if ((last ?? 0) > walk.seq) return false
  walk.end(counter ?? 0)
  return true
}

/** Whether both triggers are there and do what they were made for. */
async function isGuarded() {
  const triggers: { sql: string }[] = await clinicClient()
    .from('sqlite_master')
    .where('type', 'trigger')
    .where('tbl_name', 'audit_events')
    .select('sql')
  return ['before update', 'before delete'].every((moment) =>
    triggers.some(({ sql }) => sql.includes(moment) && sql.includes('raise(abort'))
  )
}
