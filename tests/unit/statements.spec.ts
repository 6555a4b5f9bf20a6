import Database from 'better-sqlite3'
import { test } from '@japa/runner'
import { keepStatements } from '#clinics/statements'

function connection() {
  const database = new Database(':memory:')
  keepStatements(database)
  database.exec('create table notes (id integer primary key, text text)')
  database.prepare("insert into notes (text) values ('one'), ('two'), ('three')").run()
  return database
}

test.group('Kept statements', () => {
  test('the same text is prepared once, with other values each time', ({ assert }) => {
    const database = connection()
    const find = () => database.prepare('select text from notes where id = ?')
    assert.strictEqual(find(), find())
    assert.deepEqual(find().all(1), [{ text: 'one' }])
    assert.deepEqual(find().all(2), [{ text: 'two' }])
  })

  test('a statement that is being read is not given to somebody else', ({ assert }) => {
    const database = connection()
    const every = () => database.prepare('select text from notes order by id')
    const reading = every().iterate()
    reading.next()
    assert.lengthOf(every().all(), 3)
    assert.deepEqual(reading.next().value, { text: 'two' })
    reading.return?.()
  })

  test('limits and offsets hold, whatever they were before', ({ assert }) => {
    const database = connection()
    const page = (limit: number, offset: number) =>
      database
        .prepare('select id from notes order by id limit ? offset ?')
        .pluck()
        .all(limit, offset)
    assert.deepEqual([page(1, 0), page(2, 1), page(0, 0)], [[1], [2, 3], []])
  })

  test('a changed table is seen with its new columns, and again without them after a rollback', ({
    assert,
  }) => {
    const database = connection()
    const first = () => database.prepare('select * from notes limit ?').all(1)
    assert.deepEqual(first(), [{ id: 1, text: 'one' }])
    database.prepare('begin').run()
    database.prepare('alter table notes add column colour text').run()
    assert.deepEqual(first(), [{ id: 1, text: 'one', colour: null }])
    database.prepare('rollback').run()
    assert.deepEqual(first(), [{ id: 1, text: 'one' }])
  })
})
