import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'

/** What changes the rows of one table and of no other: a DELETE may take the rows of others along. */
const ONE_TABLE = /^\s*(?:insert\s+into|update(?!\s+or\b))\s+["`]?(\w+)/i
const ROLLBACK = /^\s*rollback\b/i

/**
 * Lets SQL ask what has been written through this connection: `writes('services', 'members')` is a text that is
 * another after each statement that may have changed those tables. What is rolled back counts once more,
 * because what was read in between is not so any more. See app/clinics/kept.ts.
 */
export function countWrites(connection: Database.Database) {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Database.Statement
  const name = randomUUID()
  const writes = new Map<string, number>()
  let others = 0

  connection.prepare = ((sql: string) => {
    const statement = prepare(sql)
    const table = ONE_TABLE.exec(sql)?.[1]
    if (ROLLBACK.test(sql) || (!statement.readonly && !table)) others++
    else if (table) writes.set(table, (writes.get(table) ?? 0) + 1)
    return statement
  }) as Database.Database['prepare']

  connection.function('writes', { varargs: true }, (...tables: string[]) =>
    [name, others, ...tables.map((table) => writes.get(table) ?? 0)].join(' ')
  )
}
