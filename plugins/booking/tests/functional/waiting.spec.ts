import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import { SERVER } from '#audit/actor'
import { auditEvents } from '#tests/audit'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Booking from '../../models/booking.js'
import Waiting from '../../models/waiting.js'
import { bookingSettings } from '../../settings.js'
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
    .filter(({ purpose }) => /joined|confirm_place|offer/.test(purpose))
    .map(({ purpose, recipient }) => `${purpose.split('.').at(-1)} ${recipient.split('@')[0]}`)
}

/** The offers that were made, in order. */
async function offers(all: Taking) {
  const sent = await letters(all)
  return sent.filter((letter) => letter.startsWith('offer'))
}

/** Where the link in the mail about somebody's place leads; the last one's if nobody is named. */
async function placeIn({ nordlys }: Taking, name = '') {
  const mails = await mailsOf(nordlys)
  const mail = mails.findLast(
    ({ purpose, recipient }) => /joined|confirm_place/.test(purpose) && recipient.startsWith(name)
  )!
  const [, path] = /(\/booking\/waiting\/[\w-]+)/.exec(mail.text!)!
  return path
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

test.group('A place on the waiting list', () => {
  test('without scripts is confirmed by the link in the mail, and counts from then', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const joined = await join(client, all, 'anna')
    assert.include(joined.text(), 'One more step')
    assert.deepEqual(await letters(all), ['confirm_place anna'])
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 0)

    const path = await placeIn(all)
    const page = await client.get(path).at(all.host)
    assert.include(page.text(), 'Confirm your place')
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 0)
    for (let time = 0; time < 2; time++) {
      const confirmed = await client.post(`${path}/confirmation`).at(all.host).form({})
      assert.include(confirmed.text(), 'You are waiting for a time')
    }
    assert.deepEqual(await letters(all), ['confirm_place anna', 'offer anna'])
  })

  test('is one, with one mail, when the form is sent twice', async ({ client, assert }) => {
    const all = await waiting(client)
    const again = await join(client, all, 'bo')
    assert.include(again.text(), 'You are on the waiting list')
    assert.deepEqual(await letters(all), ['joined anna', 'joined bo'])
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 2)
  })

  test('that is left hands the offer to the next', async ({ client, assert }) => {
    const all = await waiting(client)
    const path = await placeIn(all, 'anna')
    await free(all)
    await client.post(path).at(all.host).form({})
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
  })

  test('two freed times go to two people, in order, and nobody else hears of them', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await join(client, all, 'cleo')
    await at(all.nordlys, async () => {
      await all.service.related('members').attach([all.mads.member.id])
      await Waiting.serve()
    })
    await free(all)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
  })
})

test.group('Members and the waiting list', () => {
  test('see who waits for what in which order, and what is offered; the queries do not grow', async ({
    client,
    assert,
  }) => {
    const all = await taking({ furthestDays: 3 })
    const empty = await client.get('/booking/waiting-list').as(all.jonas)
    assert.include(empty.text(), 'Nobody waits')
    await join(client, all, 'anna')
    const one = await countQueries(() => client.get('/booking/waiting-list').as(all.jonas))
    for (const name of ['bo', 'cleo']) await join(client, all, name)
    const three = await countQueries(() => client.get('/booking/waiting-list').as(all.jonas))
    assert.equal(three, one)

    const page = await client.get('/booking/waiting-list').as(all.jonas)
    assert.match(page.text(), /anna Østergaard[\s\S]*bo Østergaard[\s\S]*cleo Østergaard/)
    assert.include(page.text(), 'Physiotherapy')
    assert.notInclude(page.text(), 'Has an offer')

    await at(all.nordlys, async () => {
      await bookingSettings.write({ ...bookingSettings.read(), furthestDays: 60 })
      await Waiting.serve()
    })
    const later = await client.get('/booking/waiting-list').as(all.jonas)
    assert.include(later.text(), 'Has an offer')
  })

  test('remove somebody; what was offered to them goes on, and it is in the audit log', async ({
    client,
    assert,
  }) => {
    const all = await waiting(client)
    await free(all)
    const [anna] = await at(all.nordlys, () => Waiting.open())
    const removed = await client.delete(`/booking/waiting-list/${anna.id}`).as(all.jonas)
    removed.assertStatus(303)
    assert.deepEqual(await offers(all), ['offer anna', 'offer bo'])
    const page = await client.get('/booking/waiting-list').as(all.jonas)
    assert.notInclude(page.text(), 'anna')
    const events = await auditEvents(all.nordlys)
    const event = events.findLast(({ action }) => /waiting/.test(action))
    assert.equal(event.action, 'booking.waiting_removed')
    assert.equal(event.member_id, all.jonas.member.id)
  })

  test('see no names where names are hidden', async ({ client, assert }) => {
    const all = await waiting(client)
    await switchOn(all.nordlys, 'calendar-mask')
    const jonas = Visitor.as(client, all.jonas)
    await jonas.post('/calendar-mask/mask')
    const page = await jonas.get('/booking/waiting-list')
    page.assertStatus(200)
    assert.include(page.text(), 'Physiotherapy')
    assert.notMatch(page.text(), /anna|Østergaard/)
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
