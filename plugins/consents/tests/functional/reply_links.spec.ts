import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { letPass } from '#tests/clock'
import { at, NORDLYS, SYDHAVN } from '#tests/people'
import { clara, fillIn } from '../setting.js'
import { answersOf, yesAndNo, send } from '../replying.js'

test.group('The link to a reply', () => {
  test('a link of one clinic is nothing at another, and a guessed one nothing anywhere', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    const tries = await Promise.all([
      client.get(`/consents/a/${all.token}`).at(SYDHAVN),
      send(client, all, form, SYDHAVN),
      client.get(`/consents/a/${all.token}/thanks`).at(SYDHAVN),
      client.get(`/consents/a/${all.token.slice(0, -1)}`).at(NORDLYS),
      client.get(`/consents/a/${all.request.id}`).at(NORDLYS),
      client.get(`/consents/r/${all.token}`).at(NORDLYS),
    ])

    assert.deepEqual(
      tries.map((response) => response.status()),
      [404, 404, 404, 404, 404, 404]
    )
    assert.lengthOf(await answersOf(all), 0)
  })

  test('an expired link says so and takes no answer', async (context) => {
    const { client, assert } = context
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    letPass(15 * 86_400_000, context)

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(410)
    assert.include(page.text(), 'This link has expired')
    await send(client, all, form)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a revoked link says so and takes no answer', async ({ client, assert }) => {
    const all = await clara()
    const form = await fillIn(client, all, yesAndNo(all))
    await at(all.nordlys, () => all.request.revoke({ by: SERVER }))

    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    page.assertStatus(410)
    assert.include(page.text(), 'This link is no longer needed')
    await send(client, all, form)
    assert.lengthOf(await answersOf(all), 0)
  })

  test('a statement that is asked no more drops out, the rest can be answered', async ({
    client,
    assert,
  }) => {
    const all = await clara()
    await at(all.nordlys, () => all.photos.retire({ by: SERVER }))
    const page = await client.get(`/consents/a/${all.token}`).at(NORDLYS)
    assert.notInclude(page.text(), 'Photos')

    await send(client, all, await fillIn(client, all, { [all.records.id]: 'given' }))
    assert.lengthOf(await answersOf(all), 1)

    const other = await clara()
    await at(other.nordlys, async () => {
      for (const statement of [other.records, other.photos]) await statement.retire({ by: SERVER })
    })
    const nothing = await client.get(`/consents/a/${other.token}`).at(NORDLYS)
    nothing.assertStatus(410)
  })
})
