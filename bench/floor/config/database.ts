import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { defineConfig } from '@adonisjs/lucid'

/** As fast as a careful person would set it: WAL, and a flush for each write only where somebody waits for it. */
export default defineConfig({
  connection: 'sqlite',
  connections: { sqlite: connection('NORMAL'), durable: connection('FULL') },
})

function connection(synchronous: 'NORMAL' | 'FULL') {
  return {
    client: 'better-sqlite3' as const,
    connection: { filename: join(process.env.DATA_DIR!, 'floor.sqlite') },
    useNullAsDefault: true,
    pool: {
      afterCreate(opened: Database.Database, done: (error: null, it: unknown) => void) {
        opened.pragma('journal_mode = WAL')
        opened.pragma(`synchronous = ${synchronous}`)
        done(null, opened)
      },
    },
  }
}
