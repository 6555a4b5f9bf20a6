import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import { runCommand } from '#tests/commands'
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

    assert.equal(before.status, 0)
    assert.include(before.output, 'Nordlys Fysioterapi: all as written, 3 in all')
    assert.equal(after.status, 1)
    assert.include(after.output, 'Nordlys Fysioterapi: row 2 was changed after it was written')
    assert.include(after.output, 'the triggers that refuse changes are gone')
    assert.include(after.output, 'Sydhavn Psykologi: all as written, 3 in all')
  })

  test('looks at the clinic that is named, and at no other', async ({ assert }) => {
    const { nordlys, sydhavn } = await people()
    await at(sydhavn, async () => {
      for (let index = 0; index < 3; index++) await record({ action: 'client.read', by: SERVER })
    })
    await at(nordlys, () => record({ action: 'client.read', by: SERVER }))
    await runCommand('audit:verify')
    await at(nordlys, forgetLog)
    const damaged = await runCommand('audit:verify', 'Nordlys Fysioterapi')
    const other = await runCommand('audit:verify', 'Sydhavn Psykologi')
    const unknown = await runCommand('audit:verify', 'Vesterbro')

    assert.equal(damaged.exitCode, 1)
    assert.equal(other.exitCode, 0)
    assert.include(other.output, 'Sydhavn Psykologi: all as written, 3 in all')
    assert.notInclude(other.output, 'Nordlys')
    assert.equal(unknown.exitCode, 1)
    assert.notInclude(unknown.output, 'all as written')
  })

  test('--accept goes on from a restored backup, and the log says so', async ({ assert }) => {
    const { nordlys } = await people()
    await at(nordlys, () => record({ action: 'client.read', by: SERVER }))
    await runCommand('audit:verify')
    await at(nordlys, forgetLog)

    const broken = await runCommand('audit:verify')
    const accepted = await runCommand('audit:verify', 'Nordlys Fysioterapi', '--accept')

    assert.equal(broken.exitCode, 1)
    assert.include(broken.output, 'row 1 is gone from the end')
    assert.equal(accepted.exitCode, 0)
    assert.include(accepted.output, 'Nordlys Fysioterapi: all as written, 1 in all')
    const [row] = await at(nordlys, () => AuditEvent.all())
    assert.equal(row.action, 'audit.accepted')
    assert.deepEqual(row.details, { findings: [{ kind: 'cut_off', seq: 1, until: 1 }] })
  })
})

/** As if the backup was made before the first line. */
async function forgetLog() {
  const [{ sql }] = await clinicClient().rawQuery(
    "select sql from sqlite_master where name = 'audit_events_no_delete'"
  )
  for (const statement of [
    'drop trigger audit_events_no_delete',
    'delete from audit_events',
    'delete from sqlite_sequence',
    sql,
  ])
    await clinicClient().rawQuery(statement)
}
