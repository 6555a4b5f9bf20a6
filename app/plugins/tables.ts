import { clinicClient } from '#clinics/database'
import type { Plugin } from './plugin.js'

/** The names of all tables in the database of the clinic in hand. */
export async function tablesOfClinic() {
  const rows = await clinicClient()
    .from('sqlite_master')
    .where('type', 'table')
    .whereNot('name', 'like', 'sqlite_%')
    .select('name')
  return new Set<string>(rows.map(({ name }) => name))
}

/**
 * Looks at what migrations really did: a plugin keeps nothing that its data map does not tell of.
 *
 * @throws a sentence that names the table
 */
export async function assertTablesAreMapped(plugins: Plugin[], before: ReadonlySet<string>) {
  const mapped = new Set<string>(
    plugins.flatMap(({ definition }) => definition.data?.map ?? []).map(({ table }) => table)
  )
  for (const table of await tablesOfClinic())
    if (!before.has(table) && !mapped.has(table) && !isFullTextShadow(table, mapped))
      throw new Error(
        `the table ${table} is not in its data map, so nobody could say what is kept in it`
      )
}

/** SQLite keeps a full-text index in tables of its own beside it. */
function isFullTextShadow(table: string, mapped: Set<string>) {
  return (
    /_(data|idx|content|docsize|config)$/.test(table) && mapped.has(table.replace(/_[a-z]+$/, ''))
  )
}
