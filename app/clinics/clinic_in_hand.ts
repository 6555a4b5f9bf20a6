import { AsyncLocalStorage } from 'node:async_hooks'
import logger from '@adonisjs/core/services/logger'
import { Exception } from '@adonisjs/core/exceptions'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Clinic from '#models/clinic'

export type Work = () => unknown
type InHand = { clinic: Clinic; transaction?: TransactionClientContract; afterwards?: Work[] }

const inHand = new AsyncLocalStorage<InHand>()

/** Runs the work with this clinic in hand: every clinic model in it reads and writes that clinic's database. */
export function inClinic<T>(clinic: Clinic, work: () => T): T {
  return inHand.run({ clinic }, work)
}

/** The clinic in hand. Without one this throws, so that no query can go to a wrong database. */
export function currentClinic(): Clinic {
  return requireInHand().clinic
}

export function hasClinicInHand() {
  return inHand.getStore() !== undefined
}

/** The transaction in which the running code takes part, if it is in one. */
export function ambientTransaction() {
  return inHand.getStore()?.transaction
}

/**
 * Runs the work so that every clinic model in it takes part in the transaction.
 *
 * @param afterwards collects what the work wants done once it is committed
 */
export function inTransaction<T>(
  transaction: TransactionClientContract,
  afterwards: Work[],
  work: () => T
): T {
  return inHand.run({ ...requireInHand(), transaction, afterwards }, work)
}

/**
 * Does this once the transaction at hand is committed, and not at all if it is rolled back; at once when none is
 * open. What throws is logged and stops nobody: see `followUp()`.
 */
export async function afterCommit(work: Work) {
  const { afterwards } = requireInHand()
  if (afterwards) afterwards.push(work)
  else await followUp(work)
}

/** What it follows is on disk. To answer with an error would be a lie, and invite to do it twice. */
export async function followUp<T>(work: () => T): Promise<Awaited<T> | undefined> {
  try {
    return await work()
  } catch (err) {
    logger.error({ err, clinic: currentClinic().id }, 'what follows a commit failed')
    return undefined
  }
}

function requireInHand() {
  const store = inHand.getStore()
  if (!store) throw new NoClinicInHand()
  return store
}

/** A clinic's data was asked for where nobody has said whose. */
export class NoClinicInHand extends Exception {
  static status = 500
  static code = 'E_NO_CLINIC_IN_HAND'
  static message =
    'No clinic is in hand. A request gets one from its host name; a job or a command must enter one with inClinic(clinic, work).'
}
