import { channel } from 'node:diagnostics_channel'
import type Database from 'better-sqlite3'

/** Says the text of each statement that is sent to a database, to whoever listens: the tests count them. */
export const sent = channel('fortrolig:sql')

/** More than the pages of a clinic use; a search brings a few more of its own. */
const MOST = 500

/**
 * SQLite looks at a value that stands alone after LIMIT when it plans, and so plans anew at every run;
 * at a sum it does not look. That plan made anew cost as much as finding a row twenty times.
 */
const PAGED = /\b(limit|offset) \?/gi

/** What a kept statement knows of its columns would be out of date after these. */
const CHANGES_TABLES = /^\s*(create|alter|drop|vacuum|attach|detach|rollback)\b/i

/**
 * Knex prepares each query anew and the driver compiles a function for its rows, which together cost
 * more than a small query itself. So the same statement is kept for the next time, the oldest given
 * up first. Its values are bound anew each time, and none is kept. See decision 12.
 */
export function keepStatements(connection: Database.Database) {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Database.Statement
  const kept = new Map<string, Database.Statement>()

  connection.prepare = ((sql: string) => {
    if (sent.hasSubscribers) sent.publish(sql)
    if (CHANGES_TABLES.test(sql)) kept.clear()
    const known = kept.get(sql)
    if (known && !known.busy) return known
    const statement = prepare(sql.replace(PAGED, '$1 ? + 0'))
    kept.set(sql, statement)
    if (kept.size > MOST) kept.delete(kept.keys().next().value!)
    return statement
  }) as Database.Database['prepare']
}
