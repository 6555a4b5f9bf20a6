import type Database from 'better-sqlite3'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

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

/** The driver's own connection, which the transaction has to itself. */
export function connectionOf(trx: TransactionClientContract): Promise<Database.Database> {
  // Lucid's types tell of no connection.
  const { client } = trx.knexClient as unknown as {
    client: { acquireConnection(): Promise<Database.Database> }
  }
  return client.acquireConnection()
}

/**
 * When COMMIT fails (a full disk) Lucid's own commit resolves all the same, and only knex's `executionPromise`
 * knows (knex issues 3370, 6141).
 */
async function commit(trx: TransactionClientContract) {
  // Nor do they tell of the promise.
  const { executionPromise } = trx.knexClient as unknown as { executionPromise: Promise<unknown> }
  const connection = await connectionOf(trx)
  const settled = executionPromise.catch((error) => {
    // SQLite mostly leaves the connection inside the dead transaction. Before the pool hands it on:
    const rollback = connection.prepare('rollback')
    if (connection.inTransaction) rollback.run()
    throw error
  })
  await Promise.all([trx.commit(), settled])
}
