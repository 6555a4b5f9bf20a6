import { test } from '@japa/runner'
import { lastArrived, noteArrived } from '../../browser/keeping/last_known.ts'

test.group('What a tab brought to the server', () => {
  test('does not go back when something earlier is sent again', ({ assert }) => {
    noteArrived('a note', { version: 3, envelope: 'the third' })
    noteArrived('a note', { version: 5, envelope: 'the fifth' })
    noteArrived('a note', { version: 3, envelope: 'the third' })
    noteArrived('another', { version: 1, envelope: 'its first' })
    assert.deepEqual(lastArrived('a note'), { version: 5, envelope: 'the fifth' })
    assert.deepEqual(lastArrived('another'), { version: 1, envelope: 'its first' })
    assert.isNull(lastArrived('a third'))
  })
})
