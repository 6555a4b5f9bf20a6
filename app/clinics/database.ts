import { join } from 'node:path'
import type Database from 'better-sqlite3'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { ambientTransaction, currentClinic } from './clinic_in_hand.js'
import { connectionOf } from './settle.js'
import { restingConnection, sqlite } from './sqlite.js'

/** Few enough for one statement of SQLite. */
const ROWS = 500

/** The folder with everything that a clinic owns: its database and its files. */
export function clinicFolder(clinicId: string) {
  return join(env.get('DATA_DIR'), 'clinics', clinicId)
}

export function clinicDatabaseFile(clinicId: string) {
  return join(clinicFolder(clinicId), 'clinic.sqlite')
}

/** The name under which Lucid knows a clinic's database; opened on first use. */
export function clinicConnection(clinicId: string) {
  const name = `clinic:${clinicId}`
  if (!db.manager.has(name)) db.manager.add(name, sqlite(clinicDatabaseFile(clinicId)))
  return name
}

/** The query client of the clinic in hand, or of its transaction while one is open. */
export function clinicClient() {
  return ambientTransaction() ?? db.connection(clinicConnection(currentClinic().id))
}

/** Inserts many rows of one shape, past the models. */
export async function insertAll(table: string, rows: object[]) {
  for (let first = 0; first < rows.length; first += ROWS)
    await clinicClient()
      .insertQuery()
      .table(table)
      .multiInsert(rows.slice(first, first + ROWS))
}

/**
 * Lends the driver's own connection for something that is done at once: in the transaction at hand, or when no other is
 * open, so that nobody sees what may yet be rolled back.
 *
 * @throws when that transaction is over: what is written then could not be rolled back with it
 */
export async function withConnection<T>(work: (connection: Database.Database) => T): Promise<T> {
  const transaction = ambientTransaction()
  if (transaction) {
    const connection = await connectionOf(transaction)
    if (transaction.isCompleted) throw new Error('This work has outlived its transaction')
    return work(connection)
  }
  const { id } = currentClinic()
  const resting = restingConnection(clinicDatabaseFile(id))
  if (resting) return work(resting)
  const { client } = db.connection(clinicConnection(id)).getReadClient()
  const connection: Database.Database = await client.acquireConnection()
  try {
    return work(connection)
  } finally {
    await client.releaseConnection(connection)
  }
}

/**
 * Runs one statement in the clinic in hand, past the query builder. SQLite has no yes and no, but 1 and 0.
 *
 * @returns the row that it returns, if it does
 */
export async function runAtOnce(sql: string, values: readonly unknown[]) {
  const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value))
  return withConnection((connection) => {
    try {
      const statement = connection.prepare(sql)
      if (statement.reader) return statement.get(bound) as Record<string, unknown>
      statement.run(bound)
      return null
    } catch (error) {
      throw withShape(error, sql)
    }
  })
}

/** As the query builder's own: an error says which statement failed, and nothing of what was to be written. */
function withShape(error: unknown, sql: string) {
  if (error instanceof Error) error.message = `${sql} - ${error.message}`
  return error
}

/** Closes a clinic's file and forgets the connection, for moving or deleting it. */
export async function closeClinicDatabase(clinicId: string) {
  const name = `clinic:${clinicId}`
  if (db.manager.has(name)) await db.manager.release(name)
}
