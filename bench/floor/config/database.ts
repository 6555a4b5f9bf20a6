import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { defineConfig } from '@adonisjs/lucid'

/** As fast as a careful person would set it: WAL, and no flush for each write. */
export default defineConfig({
  connection: 'sqlite',
  connections: {
    sqlite: {
      client: 'better-sqlite3',
      connection: { filename: join(process.env.DATA_DIR!, 'floor.sqlite') },
      useNullAsDefault: true,
      pool: {
        afterCreate(connection: Database.Database, done: (error: null, it: unknown) => void) {
          connection.pragma('journal_mode = WAL')
          connection.pragma('synchronous = NORMAL')
          done(null, connection)
        },
      },
    },
  },
})
