import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import ClientsMerged from '#events/clients_merged'
import Client from '#models/client'
import ClientAlert from '#models/client_alert'
import { SERVER } from '#audit/actor'
import { auditActions, lastAuditEvent } from '#tests/audit'
import { at, people, type People } from '#tests/people'
import { aClient, statusOf, textOf } from '#tests/clients'
import { switchOn } from '#tests/plugins'

/** Clara, and Clara again as somebody else wrote her down. */
async function twoClaras({ nordlys }: People) {
  return at(nordlys, async () => {
    const kept = await aClient({ email: null, nationalId: '030280-1234', importKey: 'row 1' })
    const merged = await aClient({
      firstName: 'Klara',
      email: 'klara@example.test',
      phone: '22 33 44 55',
      neverCall: true,
      importKey: 'row 2',
    })
    await kept.addTag('VIP', { by: SERVER })
    await merged.addTag('VIP', { by: SERVER })
    await merged.addTag('Insurance', { by: SERVER })
    await merged.addAlert('Allergic to latex', { by: SERVER })
    return { kept, merged, path: `/clients/${kept.id}/mergings/${merged.id}` }
  })
}

test.group('Merging two clients', () => {
  test('likely duplicates are suggested, and others are found', async ({ client, assert }) => {
    const all = await people()
    const { signe, nordlys } = all
    const { kept, merged } = await twoClaras(all)
    const bo = await at(nordlys, () =>
      aClient({ firstName: 'Bo', lastName: 'Lund', email: null, phone: null, birthDate: null })
    )
    const suggested = await textOf(client.get(`/clients/${kept.id}/mergings`).as(signe))
    assert.include(suggested, `mergings/${merged.id}`)
    assert.include(suggested, 'same birth date, similar name')
    assert.notInclude(suggested, bo.id)

    const found = await textOf(
      client.post(`/clients/${kept.id}/mergings/searches`).as(signe).form({ term: 'lund' })
    )
    assert.include(found, `mergings/${bo.id}`)
    const itself = await textOf(
      client.post(`/clients/${kept.id}/mergings/searches`).as(signe).form({ term: 'clara' })
    )
    assert.notInclude(itself, `mergings/${kept.id}`)
  })

  test('the preview shows both values of what differs, and suggests what is there', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { path } = await twoClaras(all)
    const page = await textOf(client.get(path).as(all.signe))
    for (const value of ['Clara', 'Klara', '20 12 34 56', '22 33 44 55', 'klara@example.test'])
      assert.include(page, value)
    assert.match(page, /name="choices\[email\]" value="merged" checked/)
    assert.match(page, /name="choices\[firstName\]" value="kept" checked/)
    assert.notInclude(page, 'choices[birthDate]')
    assert.notInclude(page, '030280-1234')
    assert.include(page, 'cannot be undone')
  })

  test('keeps what was chosen, and everything about either', async ({ client, assert }) => {
    const all = await people()
    const { signe, nordlys } = all
    const { kept, merged, path } = await twoClaras(all)
    const events: ClientsMerged[] = []
    const off = emitter.on(ClientsMerged, (event) => void events.push(event))
    const response = await client
      .post(path)
      .as(signe)
      .form({ 'confirmed': '1', 'choices[phone]': 'merged', 'choices[firstName]': 'kept' })
    off()

    response.assertStatus(303)
    response.assertHeader('location', `/clients/${kept.id}`)
    const [only, ...others] = await at(nordlys, () =>
      Client.query().preload('tags', (tags) => tags.orderBy('name'))
    )
    assert.lengthOf(others, 0)
    assert.containSubset(only.$attributes, {
      id: kept.id,
      number: kept.number,
      firstName: 'Clara',
      email: 'klara@example.test',
      phone: '22 33 44 55',
      phoneNormal: '+4522334455',
      nationalId: '030280-1234',
      neverCall: true,
      importKey: 'row 1',
    })
    assert.deepEqual(
      only.tags.map(({ name }) => name),
      ['Insurance', 'VIP']
    )
    const alert = await at(nordlys, () => ClientAlert.firstOrFail())
    assert.equal(alert.clientId, kept.id)
    assert.deepEqual(
      events.map(({ clientId, mergedId }) => [clientId, mergedId]),
      [[kept.id, merged.id]]
    )
    const { action, subject_id: id, details } = await lastAuditEvent(nordlys)
    assert.deepEqual(
      [action, id, details],
      [
        'client.merged',
        kept.id,
        { merged: merged.id, number: merged.number, taken: ['phone', 'email'] },
      ]
    )
  })

  test('moves what plugins keep', async ({ client, assert }) => {
    const all = await people()
    await switchOn(all.nordlys, 'guestbook')
    const { kept, path } = await twoClaras(all)
    const preview = await textOf(client.get(path).as(all.signe))
    assert.include(preview, 'Lines in the guestbook')
    await client.post(path).as(all.signe).form({ confirmed: '1' })
    const page = await textOf(client.get(`/clients/${kept.id}?tab=guestbook`).as(all.signe))
    assert.lengthOf(page.match(/Welcome/g) ?? [], 2)
  })

  test('does nothing without the confirmation', async ({ client, assert }) => {
    const all = await people()
    const { path } = await twoClaras(all)
    const response = await client.post(path).as(all.signe).form({ 'choices[phone]': 'merged' })
    response.assertStatus(422)
    assert.match(response.text(), /name="choices\[phone\]" value="merged" checked/)
    assert.lengthOf(await at(all.nordlys, () => Client.all()), 2)
    assert.notInclude(await auditActions(all.nordlys), 'client.merged')
  })

  test('needs the permission, two clients, and this clinic', async ({ client, assert }) => {
    const all = await people()
    const { kept, path } = await twoClaras(all)
    assert.equal(await statusOf(client.post(path).as(all.jonas).form({ confirmed: '1' })), 403)
    assert.equal(await statusOf(client.post(path).as(all.freja).form({ confirmed: '1' })), 404)
    const itself = `/clients/${kept.id}/mergings/${kept.id}`
    assert.equal(await statusOf(client.post(itself).as(all.signe).form({ confirmed: '1' })), 404)
    assert.lengthOf(await at(all.nordlys, () => Client.all()), 2)
  })
})
