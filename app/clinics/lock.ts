import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Exception } from '@adonisjs/core/exceptions'
import env from '#start/env'

let lock: Database.Database | undefined

/**
 * Takes the data folder for this server alone. Two servers on one folder would send each mail
 * twice and keep each other waiting. The lock is the operating system's, on a file that SQLite
 * opens, so that it is gone with the process, however that ends. Commands may run beside a server.
 *
 * @throws HouseIsTaken when another server has it
 */
export function lockHouse() {
  mkdirSync(env.get('DATA_DIR'), { recursive: true, mode: 0o700 })
  lock = new Database(join(env.get('DATA_DIR'), 'server.lock'), { timeout: 0 })
  try {
    // Otherwise a journal lies beside it for as long as the server runs.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw error.code === 'SQLITE_BUSY' ? new HouseIsTaken(env.get('DATA_DIR')) : error
  }
}

/** Another process serves this data folder; two would send each mail twice. */
export class HouseIsTaken extends Exception {
  static status = 500
  static code = 'E_HOUSE_IS_TAKEN'

  constructor(dataDir: string) {
    super(
      `Another Fortrolig already runs on the data folder ${dataDir}. ` +
        'Stop it first, or start this one with a data folder of its own: DATA_DIR=…'
    )
  }
}
