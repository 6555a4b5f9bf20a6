import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import { clinicClient, clinicDatabaseFile } from '#clinics/database'
import { kept } from '#clinics/kept'
import { transaction } from '#clinics/transaction'
import { at, people } from '#tests/people'

const SETTINGS = ['settings']

/** One setting more. */
async function add(id: string) {
  await clinicClient().table('settings').insert({ id, values: '{}', updated_at: '' })
}

async function count() {
  const rows = await clinicClient().from('settings').whereLike('id', 'test%')
  return rows.length
}

const keptCount = () => kept({ key: 'test count', tables: SETTINGS }, count)

test.group('What is kept', () => {
  test('holds until its tables are written to, and not longer', async ({ assert }) => {
    const { nordlys } = await people()
    let asked = 0
    const ask = () => kept({ key: 'test asked', tables: SETTINGS }, async () => ++asked)

    await at(nordlys, async () => {
      assert.equal(await ask(), 1)
      assert.equal(await ask(), 1)
      await clinicClient().table('tags').insert({ id: 'test', name: 'test' })
      assert.equal(await ask(), 1)
      await add('test-1')
      assert.equal(await ask(), 2)
      await clinicClient().from('settings').where('id', 'test-1').update({ values: '{"a":1}' })
      assert.equal(await ask(), 3)
      // Rows of other tables may go with a row.
      await clinicClient().from('tags').where('id', 'test').delete()
      assert.equal(await ask(), 4)
    })
  })

  test('is read anew when another process has written', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      assert.equal(await keptCount(), 0)
      const other = new Database(clinicDatabaseFile(nordlys.id))
      other.exec(`insert into settings (id, "values", updated_at) values ('test-1', '{}', '')`)
      other.close()
      assert.equal(await keptCount(), 1)
    })
  })

  test('in a transaction it shows what that has written, and nothing of it after a rollback', async ({
    assert,
  }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      assert.equal(await keptCount(), 0)
      const failing = transaction(async () => {
        await add('test-1')
        assert.equal(await keptCount(), 1)
        throw new Error('changed my mind')
      })
      const next = transaction(keptCount)
      await assert.rejects(() => failing, 'changed my mind')
      assert.equal(await next, 0)
      assert.equal(await keptCount(), 0)

      await transaction(async () => {
        await add('test-1')
        assert.equal(await keptCount(), 1)
      })
      assert.equal(await keptCount(), 1)
    })
  })

  test('nothing of a transaction whose commit fails', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const failing = transaction(async () => {
        await clinicClient().rawQuery('pragma defer_foreign_keys = on')
        const row = { id: 'code', member_id: 'nobody', code_hash: 'x' }
        await clinicClient().table('recovery_codes').insert(row)
        await add('test-1')
        assert.equal(await keptCount(), 1)
      })
      await assert.rejects(() => failing, /FOREIGN KEY/)
      assert.equal(await keptCount(), 0)
    })
  })
})
