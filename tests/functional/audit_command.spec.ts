import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { House } from '#tests/peers/server'
import { at, people } from '#tests/people'

test.group('audit:verify', () => {
  test('names what is wrong and exits with 1; is quiet about a log that is right', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys, sydhavn } = await people()
    for (const clinic of [nordlys, sydhavn])
      await at(clinic, async () => {
        for (let index = 0; index < 3; index++) await record({ action: 'client.read', by: SERVER })
      })
    const house = await House.copy(nordlys, sydhavn)
    cleanup(() => house.remove())

    const before = house.ace('audit:verify')
    house.sql(nordlys, 'drop trigger audit_events_no_update')
    house.sql(nordlys, "update audit_events set member_name = 'Nobody' where seq = 2")
    const after = house.ace('audit:verify')
    const other = house.ace('audit:verify', 'Sydhavn Psykologi')
    const unknown = house.ace('audit:verify', 'Vesterbro')

    assert.equal(before.status, 0)
    assert.include(before.output, 'Nordlys Fysioterapi: all as written, 3 in all')
    assert.equal(after.status, 1)
    assert.include(after.output, 'Nordlys Fysioterapi: row 2 was changed after it was written')
    assert.include(after.output, 'the triggers that refuse changes are gone')
    assert.include(after.output, 'Sydhavn Psykologi: all as written, 3 in all')
    assert.equal(other.status, 0)
    assert.notInclude(other.output, 'Nordlys')
    assert.equal(unknown.status, 1)
  })

  test('--accept goes on from a restored backup, and the log says so', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys } = await people()
    await at(nordlys, () => record({ action: 'client.read', by: SERVER }))
    const house = await House.copy(nordlys)
    cleanup(() => house.remove())
    house.ace('audit:verify')
    // As if the backup was made before the first line.
    house.sql(nordlys, 'drop trigger audit_events_no_delete')
    house.sql(nordlys, 'delete from audit_events')
    house.sql(nordlys, 'delete from sqlite_sequence')
    house.sql(
      nordlys,
      `create trigger audit_events_no_delete before delete on audit_events
       begin select raise(abort, 'The audit log is only added to.'); end`
    )

    const broken = house.ace('audit:verify')
    const accepted = house.ace('audit:verify', 'Nordlys Fysioterapi', '--accept')
    const [row] = house.sql<{ action: string; details: string }>(
      nordlys,
      'select * from audit_events'
    )

    assert.equal(broken.status, 1)
    assert.include(broken.output, 'row 1 is gone from the end')
    assert.equal(accepted.status, 0)
    assert.include(accepted.output, 'Nordlys Fysioterapi: all as written, 1 in all')
    assert.equal(row.action, 'audit.accepted')
    assert.deepEqual(JSON.parse(row.details), {
      findings: [{ kind: 'cut_off', seq: 1, until: 1 }],
    })
  })
})
