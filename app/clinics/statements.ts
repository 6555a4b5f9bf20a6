import type Database from 'better-sqlite3'

/** More than the pages of a clinic use; a search brings a few more of its own. */
const MOST = 300

/**
 * Knex prepares each query anew, which costs more than running most of them. The same statement is
 * kept for the next time, the oldest given up first. SQLite prepares it again by itself when a
 * migration has changed the tables.
 */
export function keepStatements(connection: Database.Database) {
  const prepare = connection.prepare.bind(connection) as (sql: string) => Database.Statement
  const kept = new Map<string, Database.Statement>()

  connection.prepare = ((sql: string) => {
    const known = kept.get(sql)
    if (known && !known.busy) return known
    const statement = prepare(sql)
    kept.set(sql, statement)
    if (kept.size > MOST) kept.delete(kept.keys().next().value!)
    return statement
  }) as Database.Database['prepare']
}
