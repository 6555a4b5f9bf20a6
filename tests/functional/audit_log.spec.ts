import { test } from '@japa/runner'
import { record } from '#audit/audit_log'
import { chainHash, GENESIS } from '#audit/chain'
import { recordRead } from '#audit/read_trail'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Client from '#models/client'
import { aClient } from '#tests/clients'
import { at, countQueries, people } from '#tests/people'

test.group('Audit log', () => {
  test('each row carries the hash of the one before, reads that arrive together too', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const by = { member: signe.member, address: '127.0.0.1' }
    const subject = { type: 'client', id: 'c1' }

    const rows = await at(nordlys, async () => {
      await record({ action: 'client.created', by, subject })
      await Promise.all([1, 2, 3].map(() => recordRead({ action: 'client.read', by, subject })))
      return clinicClient().from('audit_events').orderBy('seq')
    })

    assert.deepEqual(
      rows.map((row) => [row.seq, row.action]),
      [
        [1, 'client.created'],
        [2, 'client.read'],
        [3, 'client.read'],
        [4, 'client.read'],
      ]
    )
    assert.equal(rows[0].previous_hash, GENESIS)
    for (const [index, row] of rows.entries()) {
      assert.equal(row.hash, chainHash(nordlys.id, row))
      if (index) assert.equal(row.previous_hash, rows[index - 1].hash)
    }
  })

  test('costs one read and one write, and three reads that arrive together no more', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const entry = { action: 'client.read', by: SERVER }

    await at(nordlys, async () => {
      assert.equal(await countQueries(() => record(entry)), 2)
      assert.equal(await countQueries(() => Promise.all([1, 2, 3].map(() => recordRead(entry)))), 2)
    })
  })

  test('the database itself refuses to change or remove a row', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await record({ action: 'client.created', by: SERVER })
      const rows = () => clinicClient().from('audit_events').where('seq', 1)

      await assert.rejects(() => rows().update({ action: 'nothing' }), /only added to/)
      await assert.rejects(() => rows().delete(), /only added to/)
      assert.deepInclude(await rows().first(), { seq: 1, action: 'client.created' })
    })
  })

  test('what cannot be recorded is not done', async ({ client, assert }) => {
    const { ida, nordlys } = await people()
    const clara = await at(nordlys, async () => {
      const created = await aClient()
      await clinicClient().rawQuery(
        "create trigger full before insert on audit_events begin select raise(abort, 'no room'); end"
      )
      return created
    })

    const response = await client.post(`/clients/${clara.id}/archival`).as(ida)
    const read = await client.get(`/clients/${clara.id}`).as(ida)

    response.assertStatus(500)
    read.assertStatus(500)
    assert.notInclude(read.text(), 'Clara')
    const after = await at(nordlys, () => Client.findOrFail(clara.id))
    assert.isFalse(after.isArchived)
  })

  test('a line about something that was rolled back is gone with it', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, async () => {
      await assert.rejects(() =>
        transaction(async () => {
          await record({ action: 'client.created', by: SERVER })
          throw new Error('second thoughts')
        })
      )
      await record({ action: 'client.archived', by: SERVER })
      const rows = await clinicClient().from('audit_events')
      assert.deepEqual(
        rows.map(({ seq, action }) => [seq, action]),
        [[1, 'client.archived']]
      )
    })
  })
})
