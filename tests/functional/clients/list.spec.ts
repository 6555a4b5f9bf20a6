import { test } from '@japa/runner'
import { countQueries, at, people } from '#tests/people'
import { aClient, manyClients } from '#tests/clients'

test.group('Client list', () => {
  test('an empty clinic is told what to do first', async ({ client, assert }) => {
    const { ida } = await people()
    const page = await client.get('/clients').as(ida)
    page.assertStatus(200)
    assert.include(page.text(), 'No clients yet')
  })

  test('shows the clinic’s own clients', async ({ client, assert }) => {
    const { nordlys, ida, freja } = await people()
    await at(nordlys, () => aClient())
    const own = await client.get('/clients').as(ida)
    assert.include(own.text(), 'Clara Østergaard')
    assert.include(own.text(), '20 12 34 56')
    assert.include(own.text(), 'Feb 3, 1980')
    const other = await client.get('/clients').as(freja)
    assert.notInclude(other.text(), 'Clara')
  })

  test('25 a page, with the total', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, () => manyClients(60))
    const first = await client.get('/clients').as(ida)
    const third = await client.get('/clients?page=3').as(ida)
    const count = (text: string) => text.match(/class="row-link"/g)?.length ?? 0
    assert.equal(count(first.text()), 25)
    assert.equal(count(third.text()), 10)
    assert.include(first.text(), '60 clients')
  })

  test('one row costs as many queries as three and as 25', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const get = () => client.get('/clients').as(ida)
    await at(nordlys, () => manyClients(1))
    await get()
    const one = await countQueries(get)
    await at(nordlys, () => manyClients(2))
    const three = await countQueries(get)
    await at(nordlys, () => manyClients(22))
    const full = await countQueries(get)
    assert.deepEqual([three, full], [one, one])
  })
})
