import type Database from 'better-sqlite3'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import {
  ambientTransaction,
  currentClinic,
  followUp,
  inTransaction,
  type Work,
} from './clinic_in_hand.js'
import { clinicConnection } from './database.js'

/**
 * The one way to write more than one row: all of it is on disk when this resolves, or
 * none of it when it throws. A transaction inside another takes part in the outer one. What was
 * left for `afterCommit()` is done before it resolves, and cannot make it throw.
 *
 * Lucid's own `db.transaction()` must not be used: when COMMIT fails (a full disk) it
 * resolves all the same, and only knex's `executionPromise` knows (knex issues 3370, 6141).
 *
 * @throws what the work throws, or the driver's error when the commit failed
 */
export async function transaction<T>(
  work: (trx: TransactionClientContract) => Promise<T>
): Promise<T> {
  const outer = ambientTransaction()
  if (outer) return work(outer)

  const trx = await db.connection(clinicConnection(currentClinic().id)).transaction()
  const afterwards: Work[] = []
  const result = await settle(trx, () => inTransaction(trx, afterwards, () => work(trx)))
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

/** Ends a transaction with its work: commits and waits until the commit is known, or rolls back. */
export async function settle<T>(
  trx: TransactionClientContract,
  work: () => Promise<T>
): Promise<T> {
  try {
    const result = await work()
    await commit(trx)
    return result
  } catch (error) {
    if (!trx.isCompleted) await trx.rollback()
    throw error
  }
}

async function commit(trx: TransactionClientContract) {
  const { executionPromise, client } = trx.knexClient as unknown as {
    executionPromise: Promise<unknown>
    client: { acquireConnection(): Promise<Database.Database> }
  }
  const connection = await client.acquireConnection()
  const settled = executionPromise.catch((error) => {
    // SQLite leaves the connection inside the dead transaction. Before the pool hands it on:
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  })
  await Promise.all([trx.commit(), settled])
}
