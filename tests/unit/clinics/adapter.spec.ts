import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import Room from '#models/room'
import { at, people } from '#tests/people'

async function names() {
  const rooms = await Room.query().orderBy('name')
  return rooms.map(({ name }) => name)
}

test.group('What a model writes', () => {
  test('is refused when its transaction is over, whoever began it', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      const over = Promise.withResolvers<void>()
      let late!: Promise<PromiseSettledResult<unknown>[]>
      await transaction(async () => {
        await Room.create({ name: 'In time' })
        late = over.promise.then(() =>
          Promise.allSettled([
            Room.create({ name: 'Too late' }),
            record({ action: 'room.created', by: SERVER }),
          ])
        )
      })
      over.resolve()

      for (const outcome of await late) {
        assert.equal(outcome.status, 'rejected')
        assert.match(String((outcome as PromiseRejectedResult).reason), /outlived its transaction/)
      }
      assert.deepEqual(await names(), ['In time'])
    })
  })

  test('changes its own row; one that was read without its id is refused instead of forgotten', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      for (const name of ['A', 'B']) await Room.create({ name })
      const known = await Room.findByOrFail('name', 'A')
      await known.merge({ name: 'C' }).save()
      const unknown = await Room.query().select('name').where('name', 'B').firstOrFail()
      await assert.rejects(() => unknown.merge({ name: 'D' }).save(), /which row of rooms/)
      assert.deepEqual(await names(), ['B', 'C'])
    })
  })

  test('fails with the shape of the statement, and without what was to be written', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      const room = await Room.create({ name: 'A' })
      const messageOf = (work: () => Promise<unknown>) => work().then(String, String)
      const again = await messageOf(() => Room.create({ id: room.id, name: 'Hemmeligsen' }))
      const lost = await messageOf(() =>
        room.merge({ name: 'Hemmeligsen', locationId: 'nowhere' }).save()
      )

      assert.include(again, 'insert into `rooms` (')
      assert.include(again, 'UNIQUE constraint failed: rooms.id')
      assert.include(lost, 'update `rooms` set ')
      assert.include(lost, 'FOREIGN KEY constraint failed')
      for (const message of [again, lost]) {
        assert.notInclude(message, 'Hemmeligsen')
        assert.notInclude(message, room.id)
      }
    })
  })
})
