import { test } from '@japa/runner'
import { existsSync } from 'node:fs'
import { SERVER } from '#audit/actor'
import { clinicClient, clinicDatabaseFile } from '#clinics/database'
import { clinicState } from '#clinics/state'
import { SwitchFailed, StillRequired, turnOn } from '#plugins/switch'
import { tablesOfClinic } from '#plugins/tables'
import type Clinic from '#models/clinic'
import { at, people } from '#tests/people'
import { deleteDataOf, installed, switchOff, switchOn } from '#tests/plugins'

function rows(clinic: Clinic, table: string) {
  return at(clinic, async () => clinicClient().from(table).select('*'))
}

async function hasTable(clinic: Clinic, table: string) {
  const tables = await at(clinic, tablesOfClinic)
  return tables.has(table)
}

async function column(clinic: Clinic, table: string, name: string) {
  const all = await rows(clinic, table)
  return all.map((row) => row[name])
}

test.group('Plugin switch', () => {
  test('turning on makes the tables, runs turnedOn and is written in the audit log, in this clinic only', async ({
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    const steps: string[] = []

    await at(nordlys, () =>
      turnOn(installed('guestbook'), {
        by: SERVER,
        onProgress: (done, total) => void steps.push(`${done}/${total}`),
      })
    )

    assert.deepEqual(steps, ['1/2', '2/2'])
    assert.deepEqual(await column(nordlys, 'guestbook_entries', 'text'), ['The first page'])
    assert.deepEqual(await column(nordlys, 'audit_events', 'action'), ['plugin.turned_on'])
    assert.deepEqual(await column(nordlys, 'audit_events', 'subject_id'), ['guestbook'])
    assert.isTrue(await at(nordlys, async () => clinicState().plugins.has('guestbook')))
    assert.isFalse(await at(sydhavn, async () => clinicState().plugins.has('guestbook')))
    assert.isFalse(await hasTable(sydhavn, 'guestbook_entries'))
  })

  test('turning on twice changes nothing', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'guestbook', 'guestbook')

    assert.lengthOf(await rows(nordlys, 'guestbook_entries'), 1)
  })

  test('what a plugin requires is turned on with it, and cannot be turned off while it is on', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'stamps')

    const on = await column(nordlys, 'plugin_activations', 'plugin_id')
    assert.sameMembers(on, ['guestbook', 'stamps'])
    await assert.rejects(() => switchOff(nordlys, 'guestbook'), StillRequired)

    await switchOff(nordlys, 'stamps', 'guestbook')
    assert.lengthOf(await rows(nordlys, 'plugin_activations'), 0)
  })

  test('a migration that fails undoes everything, also what was turned on with it', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const before = await at(nordlys, tablesOfClinic)

    await assert.rejects(() => switchOn(nordlys, 'toppling'), SwitchFailed)

    assert.deepEqual(await at(nordlys, tablesOfClinic), before)
    assert.lengthOf(await rows(nordlys, 'plugin_activations'), 0)
    assert.lengthOf(await rows(nordlys, 'audit_events'), 0)
    assert.isFalse(existsSync(`${clinicDatabaseFile(nordlys.id)}.before-upgrade`))
  })

  test('turning off keeps the data, deleting the data is another act', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'guestbook')
    await at(nordlys, async () =>
      installed('guestbook').definition.settings!.write({ greeting: 'Hi' })
    )

    await assert.rejects(() => deleteDataOf(nordlys, 'guestbook'), StillRequired)
    await switchOff(nordlys, 'guestbook')
    assert.lengthOf(await rows(nordlys, 'guestbook_entries'), 1)

    await deleteDataOf(nordlys, 'guestbook')
    assert.isFalse(await hasTable(nordlys, 'guestbook_entries'))
    assert.notInclude(await column(nordlys, 'settings', 'id'), 'guestbook')
    assert.deepEqual(await column(nordlys, 'audit_events', 'action'), [
      'plugin.turned_on',
      'plugin.turned_off',
      'plugin.data_deleted',
    ])

    await switchOn(nordlys, 'guestbook')
    assert.lengthOf(await rows(nordlys, 'guestbook_entries'), 1)
  })

  test('data that another plugin leans on is not deleted', async ({ assert }) => {
    const { nordlys } = await people()
    await switchOn(nordlys, 'stamps')
    await switchOff(nordlys, 'stamps', 'guestbook')

    await assert.rejects(() => deleteDataOf(nordlys, 'guestbook'), StillRequired)
    await deleteDataOf(nordlys, 'stamps')
    await deleteDataOf(nordlys, 'guestbook')
    assert.isFalse(await hasTable(nordlys, 'guestbook_entries'))
  })
})
