import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import { SERVER } from '#audit/actor'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import Waiting from '../../models/waiting.js'
import {
  bookOnline,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  offered,
  taking,
  type Taking,
} from '../setting.js'

/** One practitioner, one time a day, and that is taken: Anna and Bo wait for it, in this order. */
async function waiting(client: ApiClient) {
  const all = await taking()
  await at(all.nordlys, async () => {
    await all.service.related('members').detach([all.mads.member.id])
    await all.service.merge({ minutes: 480 }).save()
  })
  const eight = minuteIn(5, '08:00')
  await bookOnline(client, all, eight)
  for (const name of ['anna', 'bo']) {
    const joined = await join(client, all, name)
    joined.assertStatus(200)
  }
  return { ...all, eight }
}

async function join(client: ApiClient, { service, host }: Taking, name: string) {
  const path = `/booking/services/${service.id}/waiting`
  const day = new Date(minuteIn(5, '10:00') * 60_000).toISOString().slice(0, 10)
  const typed = {
    ...CLARA_TYPED,
    firstName: name,
    email: `${name}@example.test`,
    from: day,
    until: day,
  }
  return client
    .post(path)
    .at(host)
    .form(await filledIn(client, path, typed))
}

/** To whom what was sent, without the confirmations. */
async function letters({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  return mails
    .filter(({ purpose }) => /joined|offer/.test(purpose))
    .map(({ purpose, recipient }) => `${purpose.split('.').at(-1)} ${recipient.split('@')[0]}`)
}

/** The offers that were made, in order. */
async function offers(all: Taking) {
  const sent = await letters(all)
  return sent.filter((letter) => letter.startsWith('offer'))
}

async function offerIn({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  const mail = mails.findLast(({ purpose }) => purpose.endsWith('offer'))!
  const [, path] = /(\/booking\/offers\/[\w-]+)/.exec(mail.text!)!
  return path
}

async function free({ nordlys }: Taking) {
  await at(nordlys, async () => {
    const taken = await Appointment.findByOrFail('status', 'booked')
    await taken.cancel(null, { by: SERVER })
    await Waiting.serve()
  })
}

test.group('The waiting list', () => {
  test('offers a freed time to the first, keeps it for them, and then to the next', async (context) => {
    const { client, assert } = context
    const all = await waiting(client)
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo'])
    await free(all)
    await at(all.nordlys, () => Waiting.serve())
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo', 'offer anna'])
    assert.notInclude(await offered(all.nordlys, all.service), all.eight)

    const annas = await offerIn(all)
    letPass(5 * 60 * 60_000, context)
    await at(all.nordlys, () => Waiting.serve())
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const late = await client.get(annas).at(all.host)
    late.assertStatus(410)
    const tooLate = await client.post(annas).at(all.host).form({})
    tooLate.assertStatus(410)

    const bos = await offerIn(all)
    const page = await client.get(bos).at(all.host)
    assert.include(page.text(), 'A time has become free')
    for (let time = 0; time < 2; time++) {
      const taken = await client.post(bos).at(all.host).form({})
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
    const annas = await offerIn(all)
    const declined = await client.post(`${annas}/refusal`).at(all.host).form({})
    assert.include(declined.text(), 'goes to the next person')
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const open = await at(all.nordlys, () => Waiting.open())
    assert.lengthOf(open, 2)
  })

  test('who leaves is offered nothing', async ({ client, assert }) => {
    const all = await waiting(client)
    const mails = await mailsOf(all.nordlys)
    const anna = mails.find(({ purpose }) => purpose.endsWith('joined'))!
    const [, path] = /(\/booking\/waiting\/[\w-]+)/.exec(anna.text!)!
    await client.post(path).at(all.host).form({})
    await free(all)
    assert.deepEqual(await offers(all), ['offer bo'])
  })
})

test.group('Inside the clinic’s own site', () => {
  test('only the pages for visitors are framed, and only by the sites that are named', async ({
    client,
    assert,
  }) => {
    const all = await taking({ origins: 'https://www.clinic.example\nhttps://clinic.example/book' })
    const page = await client.get('/booking').at(all.host)
    assert.include(
      page.header('content-security-policy'),
      "frame-ancestors 'self' https://www.clinic.example https://clinic.example"
    )
    assert.isUndefined(page.header('x-frame-options'))
    for (const path of ['/sign-in', '/booking/requests']) {
      const other = await client.get(path).as(all.ida)
      assert.include(other.header('content-security-policy'), "frame-ancestors 'none'")
      assert.equal(other.header('x-frame-options'), 'DENY')
    }
  })

  test('nobody frames it where no site is named', async ({ client, assert }) => {
    const all = await taking()
    const page = await client.get('/booking').at(all.host)
    assert.include(page.header('content-security-policy'), "frame-ancestors 'none'")
    assert.equal(page.header('x-frame-options'), 'DENY')
  })
})
