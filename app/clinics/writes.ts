import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'

/** What changes the rows of one table and of no other: a DELETE may take the rows of others along. */
const ONE_TABLE = /^\s*(?:insert\s+into|update(?!\s+or\b))\s+["`]?(\w+)/i
const ROLLBACK = /^\s*rollback\b/i

type Writes = { name: string; tables: Map<string, number>; others: number }
const counted = new WeakMap<Database.Database, Writes>()

/** Counts what is written through this connection, for `writeStamp()`. What is rolled back counts once more, because what was read in between is not so any more. */
export function countWrites(connection: Database.Database) {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Database.Statement
  const writes: Writes = { name: randomUUID(), tables: new Map(), others: 0 }
  counted.set(connection, writes)

  connection.prepare = ((sql: string) => {
    const statement = prepare(sql)
    const table = ONE_TABLE.exec(sql)?.[1]
    if (ROLLBACK.test(sql) || (!statement.readonly && !table)) writes.others++
    else if (table) writes.tables.set(table, (writes.tables.get(table) ?? 0) + 1)
    return statement
  }) as Database.Database['prepare']
}

/**
 * A text that is another after each statement that may have changed these tables: what this connection did is
 * counted, and `data_version` changes when another one commits. See app/clinics/kept.ts.
 */
export function writeStamp(connection: Database.Database, tables: readonly string[]) {
  const { name, others, tables: counts } = counted.get(connection)!
  const elsewhere = connection.prepare('select data_version from pragma_data_version').pluck().get()
  return [name, elsewhere, others, ...tables.map((table) => counts.get(table) ?? 0)].join(' ')
}
