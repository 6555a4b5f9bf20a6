import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import {
  ambientTransaction,
  currentClinic,
  followUp,
  inTransaction,
  type Work,
} from './clinic_in_hand.js'
import { settle } from './settle.js'
import { commitTogether } from './shared_commit.js'

/**
 * The one way to write more than one row: all of it is on disk when this resolves, or
 * none of it when it throws. A transaction inside another takes part in the outer one. What was
 * left for `afterCommit()` is done before it resolves, and cannot make it throw.
 *
 * Lucid's own `db.transaction()` must not be used: it resolves when the commit has failed, see `settle()`.
 *
 * @throws what the work throws, or the driver's error when the commit failed
 */
export async function transaction<T>(
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  const outer = ambientTransaction()
  if (outer) return work(outer)

  const afterwards: Work[] = []
  const result = await commitTogether(currentClinic().id, (trx) =>
    inTransaction(trx, afterwards, () => work(trx))
  )
  for (const follow of afterwards) await followUp(follow)
  return result
}

/** The same for the server database, whose models do not follow the clinic in hand. */
export async function serverTransaction<T>(
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  const trx = await db.connection('server').transaction()
  return settle(trx, () => work(trx))
}
