import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FOLDERS = [
  'app',
  'bench',
  'commands',
  'config',
  'database',
  'plugins',
  'providers',
  'resources/js',
  'start',
  'tests',
]
/** An import, also a lazy one; not one that a comment tells of. */
const IMPORT = /^(?! *\*).*\b(?:from|import) ?\(?'([#.][^']+)'/gm
const TYPES_ONLY = /^import type [^']*'[^']+'/gm

const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  imports: Record<string, string>
}

/** Files, and which others each imports; all as paths from the project's folder. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** What each of our files imports, also what it needs only for types. */
export function importsOfAll(): ImportGraph {
  return graphOf((source) => source)
}

/** The same without what a file needs only for types. */
export function importsAtRunTime(): ImportGraph {
  return graphOf((source) => source.replaceAll(TYPES_ONLY, ''))
}

function graphOf(readable: (source: string) => string) {
  const files = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.ts`))
  const known = new Set(files)
  return new Map(
    files.map((file) => {
      const found = [...readable(readFileSync(file, 'utf8')).matchAll(IMPORT)]
      const others = found.map(([, imported]) => fileOf(imported, file))
      return [file, others.filter((other) => known.has(other))]
    })
  )
}

/** Where `#clients/columns` and `./columns.js` lie, as a path from the project's folder. */
function fileOf(imported: string, from: string) {
  const [alias, ...rest] = imported.split('/')
  const place = imports[`${alias}/*`]?.replace('*', rest.join('/'))
  return join(place ?? join(dirname(from), imported)).replace(/\.js$/, '.ts')
}
