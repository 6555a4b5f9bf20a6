import { test } from '@japa/runner'
import { afterCommit, currentClinic } from '#clinics/clinic_in_hand'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import { at, people } from '#tests/people'

/** One row more; small, and with no rules of its own. */
async function addSetting(id: string) {
  await clinicClient().table('settings').insert({ id, values: '{}', updated_at: '' })
}

async function settings() {
  const rows = await clinicClient().from('settings').whereLike('id', 'test%').orderBy('id')
  return rows.map(({ id }) => id)
}

/** A row that only the commit refuses: its foreign key is looked at last. */
async function breakTheCommit() {
  await clinicClient().rawQuery('pragma defer_foreign_keys = on')
  const row = { id: 'code', member_id: 'nobody', code_hash: 'x' }
  await clinicClient().table('recovery_codes').insert(row)
}

test.group('Transaction', () => {
  test('all of it is on disk when it resolves', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const result = await transaction(async () => {
        await addSetting('test-1')
        await addSetting('test-2')
        return 'done'
      })

      assert.equal(result, 'done')
      assert.deepEqual(await settings(), ['test-1', 'test-2'])
    })
  })

  test('none of it when the work throws', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const failing = transaction(async () => {
        await addSetting('test-1')
        throw new Error('changed my mind')
      })

      await assert.rejects(() => failing, 'changed my mind')
      assert.deepEqual(await settings(), [])
    })
  })

  test('one inside another takes part in the outer one', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const failing = transaction(async (outer) => {
        await transaction(async (inner) => {
          assert.equal(inner, outer)
          await addSetting('test-inner')
        })
        assert.deepEqual(await settings(), ['test-inner'])
        throw new Error('the outer one fails')
      })

      await assert.rejects(() => failing, 'the outer one fails')
      assert.deepEqual(await settings(), [])
    })
  })

  test('one after the other do not mix', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const outcomes = await Promise.allSettled([
        transaction(() => addSetting('test-1')),
        transaction(async () => {
          await addSetting('test-2')
          throw new Error('only this one')
        }),
        transaction(() => addSetting('test-3')),
      ])

      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled']
      )
      assert.deepEqual(await settings(), ['test-1', 'test-3'])
    })
  })

  test('those who come together share a commit, and each keeps its clinic and its follow-up', async ({
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    const told: string[] = []
    const add = (id: string) =>
      transaction(async (trx) => {
        await addSetting(id)
        await afterCommit(() => told.push(`${currentClinic().name} ${id}`))
        return trx
      })

    const [first, second, elsewhere] = await Promise.all([
      at(nordlys, () => add('test-1')),
      at(nordlys, () => add('test-2')),
      at(sydhavn, () => add('test-3')),
    ])
    assert.equal(first, second)
    assert.notEqual(first, elsewhere)
    assert.sameMembers(told, [
      `${nordlys.name} test-1`,
      `${nordlys.name} test-2`,
      `${sydhavn.name} test-3`,
    ])
    assert.deepEqual(await at(nordlys, settings), ['test-1', 'test-2'])
    assert.deepEqual(await at(sydhavn, settings), ['test-3'])
  })

  test('when a commit fails, nobody who shares it is told anything else', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      const outcomes = await Promise.allSettled([
        transaction(() => addSetting('test-1')),
        transaction(async () => {
          // What made this one change its mind may be what is lost with the commit.
          throw new Error('changed my mind')
        }),
        transaction(breakTheCommit),
      ])

      for (const outcome of outcomes) {
        assert.equal(outcome.status, 'rejected')
        assert.match(
          String((outcome as PromiseRejectedResult).reason),
          /FOREIGN KEY constraint failed/
        )
      }
      assert.deepEqual(await settings(), [])
    })
  })

  test('a commit that fails throws, and leaves a connection that works', async ({ assert }) => {
    const { nordlys } = await people()

    await at(nordlys, async () => {
      for (const attempt of [1, 2]) {
        const failing = transaction(async () => {
          await addSetting(`test-${attempt}`)
          await breakTheCommit()
        })
        await assert.rejects(() => failing, /FOREIGN KEY constraint failed/)
      }
      assert.deepEqual(await settings(), [])

      await transaction(() => addSetting('test-after'))
      assert.deepEqual(await settings(), ['test-after'])
    })
  })
})
