import type Database from 'better-sqlite3'
import type { SqliteConfig } from '@adonisjs/lucid/types/database'
import { keepStatements } from './statements.js'
import { countWrites } from './writes.js'

/** By their files. */
const opened = new Map<string, Database.Database>()

/** The connection to this file, if there is one and nobody is in the middle of a transaction. */
export function restingConnection(filename: string) {
  const connection = opened.get(filename)
  return connection?.open && !connection.inTransaction ? connection : null
}

/**
 * How every SQLite file of ours is opened: one connection per file, because a second
 * writer only waits; WAL, so that a backup does not stop the work; FULL, because what
 * was acknowledged must survive a power cut. An idle file closes by itself.
 */
export function sqlite(filename: string): SqliteConfig & { compileSqlOnError: false } {
  return {
    // A failed statement is logged, and must not take the values of a client into the log.
    compileSqlOnError: false,
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      idleTimeoutMillis: 60_000,
      afterCreate(
        connection: Database.Database,
        done: (error: Error | null, connection: unknown) => void
      ) {
        connection.pragma('journal_mode = WAL')
        connection.pragma('synchronous = FULL')
        connection.pragma('foreign_keys = ON')
        connection.pragma('busy_timeout = 5000')
        connection.pragma('secure_delete = ON')
        // What a savepoint may have to undo would be written to a file otherwise: slower, and clear text outside of ours.
        connection.pragma('temp_store = MEMORY')
        keepStatements(connection)
        countWrites(connection)
        opened.set(filename, connection)
        done(null, connection)
      },
    },
  }
}
