import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import Entry from '../../models/entry.js'
import { aClient } from '#tests/clients'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { settings } from '../../settings.js'

/** The people of every test, with the plugin on at Nordlys and a client there. */
async function scene() {
  const all = await people()
  await switchOn(all.nordlys, 'waiting-list')
  const clara = await at(all.nordlys, () => aClient())
  return { ...all, clara, path: `/waiting-list/clients/${clara.id}/entries` }
}

test.group('Waiting list', () => {
  test('a practitioner adds an entry on the client’s page, where it shows', async ({
    client,
    assert,
  }) => {
    const { signe, nordlys, clara, path } = await scene()

    const added = await client.post(path).form({ text: 'Prefers mornings' }).as(signe)
    added.assertStatus(303)
    const tab = await client.get(`/clients/${clara.id}?tab=waiting-list`).as(signe)
    assert.include(tab.text(), 'Prefers mornings')
    const page = await client.get('/waiting-list').as(signe)
    assert.include(page.text(), 'Prefers mornings')
    assert.include(page.text(), 'Clara Østergaard')

    const { action } = await at(nordlys, () =>
      clinicClient()
        .from('audit_events')
        .where('subject_id', clara.id)
        .orderBy('seq', 'desc')
        .where('action', 'like', 'waiting-list.%')
        .firstOrFail()
    )
    assert.equal(action, 'waiting-list.entry_added')
  })

  test('and removes it', async ({ client, assert }) => {
    const { signe, nordlys, clara } = await scene()
    const entry = await at(nordlys, () =>
      Entry.add(clara, 'Prefers mornings', { by: { member: signe.member, address: null } })
    )

    const removed = await client.delete(`/waiting-list/entries/${entry!.id}`).as(signe)
    removed.assertStatus(303)
    assert.lengthOf(await at(nordlys, () => Entry.all()), 0)
  })

  test('a receptionist reads, and does not write', async ({ client, assert }) => {
    const { jonas, nordlys, clara, path } = await scene()

    const refused = await client.post(path).form({ text: 'Prefers mornings' }).as(jonas)
    refused.assertStatus(403)
    assert.lengthOf(await at(nordlys, () => Entry.all()), 0)
    const tab = await client.get(`/clients/${clara.id}?tab=waiting-list`).as(jonas)
    assert.include(tab.text(), 'There are no entries yet')
    assert.notInclude(tab.text(), 'Add an entry')
  })

  test('an entry that is too short is asked for again', async ({ client, assert }) => {
    const { signe, nordlys, path } = await scene()
    const refused = await client.post(path).form({ text: 'x' }).as(signe)

    refused.assertStatus(422)
    assert.include(refused.text(), 'value="x"')
    assert.match(refused.text(), /class="field-error"[^]*New entry/)
    assert.lengthOf(await at(nordlys, () => Entry.all()), 0)
  })

  test('the clinic decides how many entries a client may have', async ({ client, assert }) => {
    const { ida, nordlys, path } = await scene()
    await at(nordlys, () => settings.write({ mostEntries: 1 }))

    await client.post(path).form({ text: 'Prefers mornings' }).as(ida)
    const refused = await client.post(path).form({ text: 'Prefers evenings' }).as(ida)
    refused.assertStatus(422)
    assert.include(refused.text(), 'This client has as many entries as the settings allow.')
    assert.include(refused.text(), 'value="Prefers evenings"')
    const entries = await at(nordlys, () => Entry.all())
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['Prefers mornings']
    )
  })
})
