import { test } from '@japa/runner'
import { type ImportGraph, importsOfAll } from '#tests/import_graph'

/** The files of one circle, in the order in which they import each other; null where there is none. */
function circleIn(graph: ImportGraph): string[] | null {
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
