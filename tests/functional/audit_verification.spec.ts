import { copyFileSync } from 'node:fs'
import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { chainHash, type ChainedRow } from '#audit/chain'
import type { Finding } from '#audit/chain_walk'
import { sealLog } from '#audit/seals'
import { verifyLog } from '#audit/verification'
import { clinicDatabaseFile, closeClinicDatabase } from '#clinics/database'
import type Clinic from '#models/clinic'
import AuditSeal from '#models/audit_seal'
import { visit } from '#schedule/visit'
import { letPass } from '#tests/clock'
import { at, people } from '#tests/people'

type Attack = (file: Database.Database) => void

/** Somebody with the file and a SQLite of their own, who takes the guards away and puts them back. */
function attack({ id }: Clinic, work: Attack) {
  const file = new Database(clinicDatabaseFile(id))
  const triggers = file
    .prepare(
      "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'audit_events'"
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) file.exec(`drop trigger ${name}`)
  work(file)
  for (const { sql } of triggers) file.exec(sql)
  file.close()
}

function rowOf(file: Database.Database, seq: number) {
  return file.prepare('select * from audit_events where seq = ?').get(seq) as ChainedRow & {
    hash: string
  }
}

function insert(file: Database.Database, row: object) {
  const names = Object.keys(row)
  file
    .prepare(`insert into audit_events (${names}) values (${names.map((name) => `@${name}`)})`)
    .run(row)
}

/** A clinic with six lines in its log; sealed after the fifth. */
async function clinicWithLog() {
  const all = await people()
  await at(all.nordlys, async () => {
    await write(5)
    await sealLog()
    await write(1)
  })
  return all
}

async function write(count: number) {
  for (let index = 0; index < count; index++)
    await record({
      action: 'client.read',
      by: SERVER,
      subject: { type: 'client', id: `c${index}` },
    })
}

/** What the check finds, and whether the page would show the same. */
async function findings(clinic: Clinic): Promise<Finding[]> {
  const { findings: found } = await at(clinic, verifyLog)
  return found
}

test.group('Audit verification', () => {
  test('finds nothing in a log that nobody touched, and notes that', async ({ assert }) => {
    const { nordlys, sydhavn } = await clinicWithLog()

    assert.deepEqual(await at(nordlys, verifyLog), { rows: 6, findings: [] })
    assert.deepEqual(await at(sydhavn, verifyLog), { rows: 0, findings: [] })
    const seal = await AuditSeal.findOrFail(nordlys.id)
    assert.equal(seal.seq, 6)
    assert.equal(seal.verifiedRows, 6)
    assert.deepEqual(seal.findings, [])
  })

  const attacks: [string, Attack, Finding[]][] = [
    [
      'a changed row',
      (file) => file.exec("update audit_events set member_name = 'Nobody' where seq = 3"),
      [{ kind: 'changed', seq: 3 }],
    ],
    [
      'a row changed in another time',
      (file) =>
        file.exec("update audit_events set created_at = '2020-01-01T00:00:00.000Z' where seq = 1"),
      [{ kind: 'changed', seq: 1 }],
    ],
    [
      'a changed row with a hash that somebody without the key made',
      (file) => {
        const row = { ...rowOf(file, 3), action: 'client.deleted' }
        const hash = chainHash('another clinic', row)
        file
          .prepare('update audit_events set action = ?, hash = ? where seq = 3')
          .run(row.action, hash)
      },
      [{ kind: 'changed', seq: 3 }],
    ],
    [
      'a removed row',
      (file) => file.exec('delete from audit_events where seq = 3'),
      [{ kind: 'removed', seq: 3, until: 3 }],
    ],
    [
      'removed rows',
      (file) => file.exec('delete from audit_events where seq in (1, 2)'),
      [{ kind: 'removed', seq: 1, until: 2 }],
    ],
    [
      'a row that was added at the end',
      (file) => insert(file, { ...rowOf(file, 6), seq: 7, previous_hash: rowOf(file, 6).hash }),
      [{ kind: 'inserted', seq: 7 }],
    ],
    [
      'a row in the place of another',
      (file) => {
        const row = rowOf(file, 3)
        file.exec('delete from audit_events where seq = 3')
        insert(file, { ...row, member_name: 'Nobody', hash: 'f'.repeat(64) })
      },
      [{ kind: 'changed', seq: 3 }],
    ],
    [
      'a row between two others, with the later ones moved',
      (file) => {
        file.exec('update audit_events set seq = seq + 100 where seq > 3')
        file.exec('update audit_events set seq = seq - 99 where seq > 100')
        insert(file, { ...rowOf(file, 3), seq: 4, previous_hash: rowOf(file, 3).hash })
      },
      [
        { kind: 'changed', seq: 4 },
        { kind: 'changed', seq: 5 },
        { kind: 'inserted', seq: 6 },
        { kind: 'inserted', seq: 7 },
      ],
    ],
    [
      'an end that was cut off',
      (file) => file.exec('delete from audit_events where seq > 3'),
      [{ kind: 'cut_off', seq: 4, until: 6 }],
    ],
    [
      'an end that was cut off, with SQLite’s counter set back',
      (file) => {
        file.exec('delete from audit_events where seq > 3')
        file.exec("update sqlite_sequence set seq = 3 where name = 'audit_events'")
      },
      [{ kind: 'cut_off', seq: 4, until: 5 }],
    ],
    [
      'a log that was emptied',
      (file) => {
        file.exec('delete from audit_events')
        file.exec("delete from sqlite_sequence where name = 'audit_events'")
      },
      [{ kind: 'cut_off', seq: 1, until: 5 }],
    ],
    [
      'several things at once',
      (file) => {
        file.exec("update audit_events set address = '10.0.0.1' where seq = 2")
        file.exec('delete from audit_events where seq = 4')
      },
      [
        { kind: 'changed', seq: 2 },
        { kind: 'removed', seq: 4, until: 4 },
      ],
    ],
  ]
  for (const [what, work, expected] of attacks)
    test(`finds ${what}`, async ({ assert }) => {
      const { nordlys } = await clinicWithLog()
      attack(nordlys, work)

      assert.deepEqual(await findings(nordlys), expected)
    })

  test('finds any change of any field of any row', async ({ assert }) => {
    const { nordlys } = await clinicWithLog()
    const fields = ['created_at', 'member_id', 'member_name', 'action', 'subject_type'].concat([
      'subject_id',
      'details',
      'address',
      'previous_hash',
      'hash',
    ])
    const original = `${clinicDatabaseFile(nordlys.id)}.original`
    await closeClinicDatabase(nordlys.id)
    copyFileSync(clinicDatabaseFile(nordlys.id), original)

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(...fields),
        fc.string({ unit: 'binary' }),
        async (seq, field, value) => {
          await closeClinicDatabase(nordlys.id)
          copyFileSync(original, clinicDatabaseFile(nordlys.id))
          attack(nordlys, (file) =>
            file.prepare(`update audit_events set ${field} = ? where seq = ?`).run(value, seq)
          )
          const found = await findings(nordlys)
          assert.isTrue(
            found.some((finding) => finding.seq === seq),
            `${field} of row ${seq} set to ${JSON.stringify(value)}`
          )
        }
      ),
      { numRuns: 40 }
    )
  })

  test('finds a cut-off end although the log went on', async ({ assert }) => {
    const { nordlys } = await clinicWithLog()
    attack(nordlys, (file) => file.exec('delete from audit_events where seq > 4'))
    await at(nordlys, () => write(2))

    assert.deepEqual(await findings(nordlys), [{ kind: 'removed', seq: 5, until: 6 }])
  })

  test('finds an older copy that was put in place, although the log went on', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const file = clinicDatabaseFile(nordlys.id)
    await at(nordlys, () => write(2))
    await closeClinicDatabase(nordlys.id)
    copyFileSync(file, `${file}.copy`)
    await at(nordlys, async () => {
      await write(3)
      await sealLog()
    })
    await closeClinicDatabase(nordlys.id)
    copyFileSync(`${file}.copy`, file)
    await at(nordlys, () => write(5))

    assert.deepEqual(await findings(nordlys), [{ kind: 'replaced', seq: 5 }])
  })

  test('finds rows of another history or another clinic', async ({ assert }) => {
    const { nordlys, sydhavn } = await clinicWithLog()
    await at(sydhavn, () => write(6))
    const other = new Database(clinicDatabaseFile(sydhavn.id))
    const foreign = rowOf(other, 4)
    other.close()
    attack(nordlys, (file) => {
      file.exec('delete from audit_events where seq = 4')
      insert(file, foreign)
    })

    assert.deepEqual(await findings(nordlys), [{ kind: 'changed', seq: 4 }])
  })

  test('finds that the triggers are gone, or do nothing any more', async ({ assert }) => {
    const { nordlys } = await clinicWithLog()
    const file = new Database(clinicDatabaseFile(nordlys.id))
    file.exec('drop trigger audit_events_no_delete')
    file.exec(
      'create trigger audit_events_no_delete before delete on audit_events begin select 1; end'
    )
    file.close()

    assert.deepEqual(await findings(nordlys), [{ kind: 'unguarded' }])
  })

  test('finds that the seal was made to fit', async ({ assert }) => {
    const { nordlys } = await clinicWithLog()
    attack(nordlys, (file) => {
      file.exec('delete from audit_events where seq > 3')
      file.exec("update sqlite_sequence set seq = 3 where name = 'audit_events'")
    })
    const seal = await AuditSeal.findOrFail(nordlys.id)
    await seal.merge({ seq: 3 }).save()

    assert.deepEqual(await findings(nordlys), [{ kind: 'seal_broken' }])
  })

  test('a log that is not right is not sealed, so that the next check finds the same', async ({
    assert,
  }) => {
    const { nordlys } = await clinicWithLog()
    attack(nordlys, (file) => file.exec('delete from audit_events where seq > 3'))
    await at(nordlys, () => write(1))

    await visit(nordlys)
    const { seq } = await AuditSeal.findOrFail(nordlys.id)

    assert.equal(seq, 5)
    assert.deepEqual(await findings(nordlys), [{ kind: 'removed', seq: 4, until: 6 }])
  })

  test('the server seals by itself, and checks once a day', async (context) => {
    const { nordlys } = await people()
    await at(nordlys, () => write(2))
    await visit(nordlys)
    const first = await AuditSeal.findOrFail(nordlys.id)
    attack(nordlys, (file) => file.exec("update audit_events set action = 'x' where seq = 1"))
    await visit(nordlys)
    const same = await AuditSeal.findOrFail(nordlys.id)
    letPass(25 * 3_600_000, context)
    await visit(nordlys)
    const next = await AuditSeal.findOrFail(nordlys.id)

    context.assert.deepInclude(first.$attributes, { seq: 2, findings: [] })
    context.assert.deepEqual(same.findings, [])
    context.assert.deepEqual(next.findings, [{ kind: 'changed', seq: 1 }])
  })
})
