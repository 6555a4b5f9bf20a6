import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Migrator, UpgradeFailed } from '#clinics/migrator'
import { sqlite } from '#clinics/sqlite'

const CONNECTION = 'migrator-test'
const PEOPLE = [{ id: 1, name: 'Clara' }]
const PETS = [{ person_id: 1, name: 'Rex' }]

const set = (name: string) => ({
  owner: name,
  folder: app.makePath('tests/fixtures/migrations', name),
})

test.group('Migrator', (group) => {
  let file: string
  let migrator: Migrator

  group.each.setup(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-migrator-'))
    file = join(folder, 'house.sqlite')
    db.manager.add(CONNECTION, sqlite(file))
    migrator = new Migrator(CONNECTION, file)
    await migrator.up([set('first')])
    await db.connection(CONNECTION).table('people').insert(PEOPLE)
    await db.connection(CONNECTION).table('pets').insert(PETS)
    return async () => {
      await db.manager.release(CONNECTION)
      rmSync(folder, { recursive: true })
    }
  })

  /** Everything in a file, as another process reads it. */
  function contents(path: string) {
    const database = new Database(path, { readonly: true })
    const schema = database.prepare('select name, sql from sqlite_schema order by name').all()
    const rows = ['people', 'pets', 'migrations'].map((table) =>
      database.prepare(`select * from ${table}`).all()
    )
    database.close()
    return { schema, rows }
  }

  test('an upgrade that fails half-way leaves the old database, and says what to do', async ({
    assert,
  }) => {
    const before = contents(file)

    const failure = await migrator.up([set('first'), set('failing')]).catch((error) => error)

    assert.instanceOf(failure, UpgradeFailed)
    assert.equal(
      failure.message,
      `The database ${file} could not be upgraded: NOT NULL constraint failed: pets.name. ` +
        `Nothing was changed, and a copy from before lies beside it (${file}.before-upgrade). ` +
        'Start the version that ran before, and report the failing step: failing/0002_breaks.'
    )
    assert.deepEqual(contents(file), before)
    assert.deepEqual(contents(`${file}.before-upgrade`), before)
  })

  test('after a failure the connection works, and guards its foreign keys', async ({ assert }) => {
    await assert.rejects(() => migrator.up([set('failing')]))
    const client = db.connection(CONNECTION)

    await client.table('people').insert({ id: 2, name: 'Bo' })
    await assert.rejects(() => client.table('pets').insert({ person_id: 9, name: 'Stray' }))

    assert.deepEqual(contents(file).rows[0], [...PEOPLE, { id: 2, name: 'Bo' }])
  })

  test('a parent table that is rebuilt keeps its children', async ({ assert }) => {
    await migrator.up([set('first'), set('rebuilding')])

    const [people, pets] = contents(file).rows
    assert.deepEqual(people, PEOPLE)
    assert.deepEqual(pets, PETS)
    assert.isFalse(existsSync(`${file}.before-upgrade`))
  })

  test('a migration that leaves rows without their parent is refused', async ({ assert }) => {
    const before = contents(file)

    await assert.rejects(
      () => migrator.up([set('orphaning')]),
      /1 rows would point to rows that do not exist/
    )

    assert.deepEqual(contents(file), before)
  })

  test('what has run does not run again', async ({ assert }) => {
    const steps: string[] = []
    const onProgress = (name: string, done: number, total: number) =>
      void steps.push(`${name} ${done}/${total}`)

    await migrator.up([set('first'), set('rebuilding')], { onProgress })
    await migrator.up([set('first'), set('rebuilding')], { onProgress })

    assert.deepEqual(steps, ['rebuilding/0001_long_names 1/1'])
  })
})
