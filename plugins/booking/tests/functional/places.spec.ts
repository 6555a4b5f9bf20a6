import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { at } from '#tests/people'
import ServiceRule from '../../models/service_rule.js'
import Waiting from '../../models/waiting.js'
import { send, taking } from '../setting.js'
import { join, letters, placeIn, waiting } from '../waiting.js'

test.group('A place on the waiting list', () => {
  test('without scripts is confirmed by the link in the mail, and counts from then', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const joined = await join(client, all, 'anna')
    assert.include(joined.text(), 'One more step')
    assert.deepEqual(await letters(all), ['confirm_place anna'])

    const path = await placeIn(all)
    const page = await client.get(path).at(all.host)
    assert.include(page.text(), 'Confirm your place')
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 0)
    for (let time = 0; time < 2; time++) {
      const confirmed = await send(client, all, `${path}/confirmation`)
      assert.include(confirmed.text(), 'You are waiting for a time')
    }
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 1)
  })

  test('is one, with one mail, when the form is sent twice', async ({ client, assert }) => {
    const all = await waiting(client)
    const again = await join(client, all, 'bo')
    assert.include(again.text(), 'You are on the waiting list')
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo'])
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 2)
  })

  test('for a service that only known clients book is refused to whoever reads the mail, and to nobody else', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, () => ServiceRule.restrict([all.service.id], SERVER))
    const joined = await join(client, all, 'anna')
    assert.include(joined.text(), 'One more step')
    assert.notInclude(joined.text(), 'clients of the clinic already')

    const path = await placeIn(all)
    const page = await client.get(path).at(all.host)
    assert.include(page.text(), 'clients of the clinic already')
    await send(client, all, `${path}/confirmation`)
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 0)
  })
})
