import { readFileSync } from 'node:fs'
import type { Plugin } from '../plugin.js'
import type { Problem } from './problem.js'

const CREATES_TABLE = /\bcreateTable(?:IfNotExists|Like)?\s*\(\s*(?:['"`]([^'"`]+)['"`])?/g
const OWED = ['export', 'erase', 'merge'] as const

/**
 * The privacy contract, as far as the files show it. What the migrations really did to a database is
 * looked at again when a clinic turns the plugin on (app/plugins/switch.ts).
 */
export function* dataProblems(plugin: Plugin): Generator<Problem> {
  const { data } = plugin.definition
  const tables = createdTables(plugin)
  if (!data) {
    for (const { file, table } of tables.slice(0, 1))
      yield `migrations/${file} creates ${table ?? 'a table'}, so the plugin must say what it keeps: add "data" with map, export, erase and merge.`
    return
  }
  if (!Array.isArray(data.map))
    yield `data.map is missing: name every table, and what is kept there, why, and how long.`
  for (const part of OWED)
    if (typeof data[part] !== 'function')
      yield `data.${part} is missing: a function that ${PURPOSE[part]}.`
  yield* tableProblems(plugin, tables)
}

const PURPOSE = {
  export: 'gives everything that the plugin keeps about a client',
  erase: 'removes everything that the plugin keeps about a client',
  merge: 'moves everything from one client to another',
}

function* tableProblems(plugin: Plugin, tables: CreatedTable[]): Generator<Problem> {
  const mapped = new Set<string>((plugin.definition.data?.map ?? []).map(({ table }) => table))
  for (const table of new Set([...mapped, ...tables.map((created) => created.table)]))
    if (table && !table.startsWith(plugin.tablePrefix))
      yield `The table ${table} must be named ${plugin.tablePrefix}…, so that it cannot be another's.`
  for (const { file, table } of tables)
    if (table && !mapped.has(table))
      yield `migrations/${file} creates ${table}, which data.map does not name. Say there what is kept in it, why, and how long.`
}

type CreatedTable = { file: string; table: string | undefined }

function createdTables(plugin: Plugin): CreatedTable[] {
  return plugin.migrationFiles.flatMap((file) => {
    const text = readFileSync(plugin.path(`migrations/${file}`), 'utf8')
    return [...text.matchAll(CREATES_TABLE)].map(([, table]) => ({ file, table }))
  })
}
