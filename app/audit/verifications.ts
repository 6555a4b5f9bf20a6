import logger from '@adonisjs/core/services/logger'
import { inClinic } from '#clinics/clinic_in_hand'
import type Clinic from '#models/clinic'
import type { Actor } from './actor.js'
import { record } from './audit_log.js'
import { verifyLog } from './verification.js'

const underWay = new Map<string, Promise<void>>()

/** Whether somebody asked for it and it is not done yet; the page asks again until it is. */
export function isBeingVerified({ id }: Clinic) {
  return underWay.has(id)
}

/**
 * Verifies the log of a clinic and writes into it that somebody did. A log of a million lines takes
 * a minute, so the page does not wait for the end.
 */
export function beginVerification(clinic: Clinic, by: Actor): Promise<void> {
  const known = underWay.get(clinic.id)
  if (known) return known
  const verification = inClinic(clinic, () => verify(by))
    .catch((error) => logger.error({ err: error, clinic: clinic.id }, 'the check broke off'))
    .finally(() => underWay.delete(clinic.id))
  underWay.set(clinic.id, verification)
  return verification
}

async function verify(by: Actor) {
  const { rows, findings } = await verifyLog()
  await record({ action: 'audit.verified', by, details: { rows, findings: findings.length } })
}
