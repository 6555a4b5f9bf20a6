import { test } from '@japa/runner'
import { at, countQueries, people } from '#tests/people'
import { aClient, manyClients, textOf } from '#tests/clients'
import { switchOn } from '#tests/plugins'

test.group('Plugins on the pages of clients', () => {
  test('badges and filters in the list, asked once for all rows', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, () => aClient({ firstName: 'Bo' }))
    await switchOn(nordlys, 'guestbook')
    await at(nordlys, () => aClient())
    const all = await textOf(client.get('/clients').as(signe))
    assert.lengthOf(all.match(/In the guestbook<\/span>/g) ?? [], 1)
    assert.include(all, '<option value="guestbook"')

    const filtered = await textOf(client.get('/clients?filter=guestbook').as(signe))
    assert.include(filtered, 'Clara')
    assert.notInclude(filtered, 'Bo Øst')

    const get = () => client.get('/clients').as(signe)
    const two = await countQueries(get)
    await at(nordlys, () => manyClients(20))
    assert.equal(await countQueries(get), two)
  })

  test('a tab, whose data is read only when it is opened', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await switchOn(nordlys, 'guestbook')
    const { id } = await at(nordlys, () => aClient())
    const closed = await textOf(client.get(`/clients/${id}`).as(signe))
    assert.include(closed, `/clients/${id}?tab=guestbook`)
    assert.notInclude(closed, 'Welcome')
    assert.include(closed, 'Ask for a line in the guestbook.')
    const open = await textOf(client.get(`/clients/${id}?tab=guestbook`).as(jonas))
    assert.include(open, 'Welcome')
    const unknown = await textOf(client.get(`/clients/${id}?tab=nothing`).as(signe))
    assert.include(unknown, 'clara@example.test')
  })

  test('a plugin that fails everywhere costs no page', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    await switchOn(nordlys, 'crumbling')
    const { id } = await at(nordlys, () => aClient())
    const list = await textOf(client.get('/clients?filter=crumbling').as(signe))
    assert.include(list, 'This filter does not work at the moment')
    assert.include(list, `/clients/${id}`)
    for (const path of [`/clients/${id}`, `/clients/${id}?tab=crumbling`]) {
      const page = await client.get(path).as(signe)
      page.assertStatus(200)
    }
    // Its answer about names cannot be had, so the strictest one holds.
    assert.notInclude(list, 'Clara')
  })
})
