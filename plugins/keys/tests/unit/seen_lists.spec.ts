import { test } from '@japa/runner'
import { SeenLists } from '../../browser/device/seen_lists.js'

const row = (...lists: string[]) =>
  ({ id: 'circle', lists }) as Parameters<SeenLists['isBehind']>[0]

test.group('Lists that a browser has seen', () => {
  // Node has no IndexedDB, as a private window may have none.
  test('tell when a server goes back, and where nothing is kept they harm nothing', async ({
    assert,
  }) => {
    const seen = await SeenLists.of('signe')
    assert.isFalse(seen.isBehind(row('a.b.one')))
    seen.note(row('a.b.one', 'a.b.two'))
    await seen.keep()
    assert.isFalse(seen.isBehind(row('a.b.one', 'a.b.two', 'a.b.three')))
    assert.isTrue(seen.isBehind(row('a.b.one')))
    assert.isTrue(seen.isBehind(row('a.b.one', 'a.b.other')))
    const later = await SeenLists.of('signe')
    assert.isFalse(later.isBehind(row('a.b.one')))
  })
})
