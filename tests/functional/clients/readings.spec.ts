import { test } from '@japa/runner'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { itIs, letPass } from '#tests/clock'
import { itemsIn } from '#tests/items'
import { at, countQueries, people } from '#tests/people'

test.group('Who looked at a client', () => {
  test('says who, when, how often, and what speaks for it', async ({
    client,
    assert,
    test: self,
  }) => {
    const { nordlys, mads, signe, jonas } = await people()
    itIs(`${TUESDAY}T09:00:00Z`, { test: self })
    const clara = await at(nordlys, async () => {
      const made = await aClient({ nationalId: '030280-1234' })
      await book(planOf(signe, '13:00'), made)
      return made
    })
    await client.get(`/clients/${clara.id}`).as(signe)
    letPass(10 * 60_000, { test: self })
    await client.get(`/clients/${clara.id}?tab=appointments`).as(signe)
    await client.get(`/clients/${clara.id}`).as(jonas)
    await client
      .post(`/clients/${clara.id}/national-id`)
      .as(signe)
      .form({ reason: 'A letter to the municipality' })

    const page = await client.get(`/clients/${clara.id}/readings`).as(mads)
    const day = 'Jun 15, 2027'
    assert.deepEqual(itemsIn(page.text()), [
      `Signe Dahl revealed the national id of client no. 1 ${day}, 11:10 AM Reason: A letter to the municipality They had an appointment that day at 1:00 PM.`,
      `Jonas Berg read the page of client no. 1 ${day}, 11:10 AM`,
      `Signe Dahl read the page of client no. 1 ${day}, 11:00 AM until 11:10 AM, 2 times They had an appointment that day at 1:00 PM.`,
    ])
  })

  test('tells of lists that left since, because nobody can say who was not in them', async ({
    client,
    assert,
    test: self,
  }) => {
    const { nordlys, mads } = await people()
    itIs(`${TUESDAY}T09:00:00Z`, { test: self })
    const takeOut = () =>
      client.post('/clients/exports').as(mads).form({ format: 'csv', status: 'all' })
    await takeOut()
    letPass(60_000, { test: self })
    const clara = await at(nordlys, () => aClient())
    const before = await client.get(`/clients/${clara.id}/readings`).as(mads)
    assert.isEmpty(itemsIn(before.text()))

    await takeOut()
    const after = await client.get(`/clients/${clara.id}/readings`).as(mads)
    assert.deepEqual(itemsIn(after.text()), [
      'Mads Holm exported the list of clients Jun 15, 2027, 11:01 AM With those of many clients; this one may have been among them.',
    ])
  })

  test('counts no change as a look, and no appointment of another day or member as a reason', async ({
    client,
    assert,
    test: self,
  }) => {
    const { nordlys, mads, ida, signe } = await people()
    itIs(`${TUESDAY}T09:00:00Z`, { test: self })
    const clara = await at(nordlys, async () => {
      const made = await aClient()
      await made.addAlert('Allergic to latex', { by: { member: mads.member, address: null } })
      await book(planOf(signe, '13:00'), made)
      await book(planOf(mads, '13:00', { wall: '2027-06-16T13:00' }), made)
      return made
    })
    const before = await client.get(`/clients/${clara.id}/readings`).as(mads)
    assert.isEmpty(itemsIn(before.text()))
    before.assertTextIncludes('Nobody has looked yet')

    await client.get(`/clients/${clara.id}`).as(mads)
    const after = await client.get(`/clients/${clara.id}/readings`).as(ida)
    assert.lengthOf(itemsIn(after.text()), 1)
    assert.notInclude(itemsIn(after.text())[0], 'appointment')
  })

  test('asks the database as often for one look as for many, and is not for receptionists', async ({
    client,
    assert,
  }) => {
    const { nordlys, mads, jonas, signe } = await people()
    const { id } = await at(nordlys, () => aClient())
    const look = () => client.get(`/clients/${id}/readings`).as(mads)
    await client.get(`/clients/${id}`).as(jonas)
    const one = await countQueries(look)
    for (const person of [signe, mads, jonas]) await client.get(`/clients/${id}`).as(person)
    assert.equal(await countQueries(look), one)

    const refused = await client.get(`/clients/${id}/readings`).as(jonas)
    refused.assertStatus(403)
  })
})
