import { test } from '@japa/runner'
import { letPass } from '#tests/clock'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import Waiting from '../../models/waiting.js'
import { serve } from '../../models/waiting_list.js'
import { bookOnline, offered, send } from '../setting.js'
import { free, join, letters, offerIn, offers, placeIn, waiting } from '../waiting.js'

test.group('The waiting list', () => {
  test('offers a freed time to the first, keeps it for them, and then to the next', async (context) => {
    const { client, assert } = context
    const all = await waiting(client)
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo'])
    await free(all)
    await at(all.nordlys, serve)
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo', 'offer anna'])
    assert.notInclude(await offered(all.nordlys, all.service), all.eight)

    const annas = await offerIn(all)
    letPass(5 * 60 * 60_000, context)
    await at(all.nordlys, serve)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const late = await client.get(annas).at(all.host)
    late.assertStatus(410)
    const tooLate = await client.post(annas).at(all.host).form({})
    tooLate.assertStatus(410)

    const bos = await offerIn(all)
    const page = await client.get(bos).at(all.host)
    assert.include(page.text(), 'A time has become free')
    for (let time = 0; time < 2; time++) {
      const taken = await send(client, all, bos)
      assert.include(taken.text(), 'You have booked')
    }
    const bookings = await at(all.nordlys, () => Booking.query().preload('client').orderBy('id'))
    assert.deepEqual(
      bookings.map((booking) => booking.client.email),
      ['clara@example.test', 'bo@example.test']
    )
  })

  test('who says no gives it to the next, and waits for another', async ({ client, assert }) => {
    const all = await waiting(client)
    await free(all)
    const declined = await send(client, all, `${await offerIn(all)}/refusal`)
    assert.include(declined.text(), 'goes to the next person')
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const open = await at(all.nordlys, () => Waiting.open())
    assert.lengthOf(open, 2)
  })

  test('who leaves is offered nothing, and an offer that they have goes on', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await join(client, all, 'cleo')
    const left = await send(client, all, await placeIn(all, 'bo'))
    assert.include(left.text(), 'not on the list any more')
    await free(all)
    await send(client, all, await placeIn(all, 'anna'))
    assert.deepEqual(await offers(all), ['offer anna', 'offer cleo'])
  })

  test('two freed times go to two people, in order, and nobody else hears of them', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await join(client, all, 'cleo')
    await at(all.nordlys, async () => {
      await all.service.related('members').attach([all.mads.member.id])
      await serve()
    })
    await free(all)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
  })

  test('a time that was free when they came did not suit them; once it is taken and freed, they hear of it', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await free(all)
    await send(client, all, `${await offerIn(all)}/refusal`)
    await send(client, all, `${await offerIn(all)}/refusal`)
    assert.include(await offered(all.nordlys, all.service), all.eight)
    await join(client, all, 'cleo')
    await at(all.nordlys, serve)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])

    await bookOnline(client, all, all.eight)
    await at(all.nordlys, serve)
    await free(all)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo', 'offer cleo'])
  })
})
