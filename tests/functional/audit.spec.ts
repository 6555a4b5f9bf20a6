import { test } from '@japa/runner'
import { GENESIS, hashOf, record } from '#audit/audit_log'
import { recordRead } from '#audit/read_trail'
import { clinicClient } from '#clinics/database'
import { at, people } from '#tests/people'

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
      rows.map((row) => row.action),
      ['client.created', 'client.read', 'client.read', 'client.read']
    )
    assert.equal(rows[0].previous_hash, GENESIS)
    for (const [index, row] of rows.entries()) {
      assert.equal(row.hash, hashOf(row))
      if (index) assert.equal(row.previous_hash, rows[index - 1].hash)
    }
  })
})
