import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import AuditSeal from '#models/audit_seal'
import { chainHash, GENESIS } from './chain.js'
import type { StoredRow } from './chain_walk.js'

type End = { seq: number; hash: string }
const NOTHING_YET: End = { seq: 0, hash: GENESIS }

/** Clinics whose log is not right, so that the server's log says it once and not every half minute. */
const complainedOf = new Set<string>()

/**
 * Notes how far the log of the clinic in hand has come. A log that does not end in a row of ours, or
 * does not hold the row of the last seal, is left as it was sealed: the new seal would hide that.
 */
export async function sealLog() {
  const { id } = currentClinic()
  const [seal, last] = [await AuditSeal.find(id), await rowAt()]
  const end = last ?? NOTHING_YET
  if (seal?.seq === end.seq && seal.hash === end.hash) return
  const isRight = (!last || last.hash === chainHash(id, last)) && (!seal || (await holds(seal)))
  if (!isRight) return complain(id)
  await writeSeal(seal, end)
}

/** Takes the log as it stands now for the right one: after a backup was restored, and it is known why it is shorter. */
export async function sealAnew() {
  const { id } = currentClinic()
  complainedOf.delete(id)
  await writeSeal(await AuditSeal.find(id), (await rowAt()) ?? NOTHING_YET)
}

async function writeSeal(seal: AuditSeal | null, { seq, hash }: End) {
  const clinicId = currentClinic().id
  const sealed = (seal ?? new AuditSeal()).merge({ clinicId, seq, hash, sealedAt: DateTime.utc() })
  await sealed.sign().save()
}

async function holds(seal: AuditSeal) {
  if (!seal.isGenuine) return false
  const row = seal.seq ? await rowAt(seal.seq) : NOTHING_YET
  return row?.hash === seal.hash
}

/** The last row of the log, or the one with this number. */
async function rowAt(seq?: number): Promise<StoredRow | null> {
  return clinicClient()
    .from('audit_events')
    .if(seq, (query) => query.where('seq', seq!))
    .orderBy('seq', 'desc')
    .first()
}

function complain(clinic: string) {
  if (complainedOf.has(clinic)) return
  complainedOf.add(clinic)
  logger.error({ clinic }, 'an audit log is not right: node ace audit:verify tells what is wrong')
}
