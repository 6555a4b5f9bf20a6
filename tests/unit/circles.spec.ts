import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'

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

const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  imports: Record<string, string>
}

/** Where `#clients/columns` and `./columns.js` lie, as a path from the project's folder. */
function fileOf(imported: string, from: string) {
  const [alias, ...rest] = imported.split('/')
  const place = imports[`${alias}/*`]?.replace('*', rest.join('/'))
  return join(place ?? join(dirname(from), imported)).replace(/\.js$/, '.ts')
}

/** What each file imports, also what it needs only for types. */
function importsOfAll() {
  const files = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.ts`))
  const known = new Set(files)
  return new Map(
    files.map((file) => {
      const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)]
      const others = found.map(([, imported]) => fileOf(imported, file))
      return [file, others.filter((other) => known.has(other))]
    })
  )
}

/** The files of one circle, in the order in which they import each other; null where there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const isDone = new Set<string>()
  const walk = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (isDone.has(file)) return null
    for (const other of graph.get(file) ?? []) {
      const circle = walk(other, [...way, file])
      if (circle) return circle
    }
    isDone.add(file)
    return null
  }
  for (const file of graph.keys()) {
    const circle = walk(file, [])
    if (circle) return circle
  }
  return null
}

test.group('Circles', () => {
  test('are found, however long', ({ assert }) => {
    assert.deepEqual(
      circleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['d', 'b']],
          ['d', []],
        ])
      ),
      ['b', 'c', 'b']
    )
    assert.isNull(
      circleIn(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ])
      )
    )
  })

  test('there is none: no file imports one that imports it, not for types either', ({ assert }) => {
    const graph = importsOfAll()
    // So that a pattern that finds nothing does not pass for a house without circles.
    assert.include(graph.get('app/models/client.ts'), 'app/clients/decoys.ts')
    assert.include(graph.get('app/plugins/questions.ts'), 'app/models/member.ts')
    assert.isUndefined(circleIn(graph)?.join(' imports '))
  })
})
