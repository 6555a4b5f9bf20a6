import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { aClient } from '#tests/clients'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import ServiceRule from '../../models/service_rule.js'
import { SERVER } from '#audit/actor'
import { bookOnline, CLARA_TYPED, minuteIn, send, taking, type Taking } from '../setting.js'

/** What somebody sees after booking, without what differs from one booking to the next. */
async function thanks(client: ApiClient, all: Taking, start: number, typed = CLARA_TYPED) {
  const answer = await bookOnline(client, all, start, typed)
  answer.assertStatus(303)
  return shown(client, all, answer.header('location')!)
}

async function shown(client: ApiClient, { host }: Taking, path: string) {
  const page = await client.get(path).at(host)
  return page
    .text()
    .replaceAll(/\/booking\/hold\/[\w-]+/g, '')
    .replaceAll(/<time[\s\S]*?<\/time>/g, '')
}

/** Follows the link in the newest mail to this address, as its owner. */
async function confirm(client: ApiClient, all: Taking, email = CLARA_TYPED.email) {
  const mails = await mailsOf(all.nordlys)
  const mail = mails.findLast(({ recipient }) => recipient === email)!
  const [, link] = /(\/booking\/confirm\/[\w-]+)/.exec(mail.text!)!
  return send(client, all, link)
}

test.group('Who may book', () => {
  test('a known client is found by address and name together, and not by the address alone', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const clara = await at(all.nordlys, () => aClient())
    await bookOnline(client, all, minuteIn(3, '10:00'))
    await bookOnline(client, all, minuteIn(3, '12:00'), { ...CLARA_TYPED, firstName: 'Mallory' })
    const bookings = await at(all.nordlys, () => Booking.query().orderBy('id'))
    assert.equal(bookings[0].clientId, clara.id)
    assert.notEqual(bookings[1].clientId, clara.id)
  })

  test('what the page shows, and what stays free, does not tell whether somebody is a client; their mailbox does', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, async () => {
      await aClient()
      await ServiceRule.restrict([all.service.id], SERVER)
    })
    const times = [minuteIn(3, '10:00'), minuteIn(3, '12:00')]
    const stranger = { ...CLARA_TYPED, email: 'nobody@example.test' }
    const known = await thanks(client, all, times[0])
    const unknown = await thanks(client, all, times[1], stranger)
    assert.equal(known, unknown)
    assert.include(known, 'One more step')
    const asked = await at(all.nordlys, () => Appointment.query())
    assert.deepEqual(
      asked.map(({ status }) => status),
      ['held', 'held']
    )

    const yes = await confirm(client, all)
    assert.include(yes.text(), 'You have booked')
    const no = await confirm(client, all, stranger.email)
    assert.include(no.text(), 'cannot be booked online')
    const mails = await mailsOf(all.nordlys)
    assert.deepEqual(
      mails.map(({ purpose, recipient }) => `${purpose.split('.').at(-1)} ${recipient}`),
      [
        'confirm clara@example.test',
        'confirm nobody@example.test',
        'booked clara@example.test',
        'refused nobody@example.test',
      ]
    )
    assert.include(mails[3].text!, 'clients of the clinic already')
    assert.isNull(await at(all.nordlys, () => Client.findBy('email', stranger.email)))
  })

  test('whoever has only the page, and not the mailbox, never learns the answer', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, async () => {
      await aClient()
      await ServiceRule.restrict([all.service.id], SERVER)
    })
    const pages = []
    for (const email of [CLARA_TYPED.email, 'nobody@example.test']) {
      const start = minuteIn(3, email === CLARA_TYPED.email ? '10:00' : '12:00')
      const answer = await bookOnline(client, all, start, { ...CLARA_TYPED, email })
      await confirm(client, all, email)
      pages.push(await shown(client, all, answer.header('location')!))
    }
    assert.equal(pages[0], pages[1])
  })

  test('no more appointments ahead than the clinic allows', async ({ client, assert }) => {
    const all = await taking({ perClient: 1 })
    for (const hour of ['10:00', '12:00']) {
      await thanks(client, all, minuteIn(3, hour))
      await confirm(client, all)
    }
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
    const mails = await mailsOf(all.nordlys)
    assert.include(mails.at(-1)!.text!, 'as many appointments ahead')
  })

  test('who is refused and confirms again gets no second mail', async ({ client, assert }) => {
    const all = await taking()
    await at(all.nordlys, () => ServiceRule.restrict([all.service.id], SERVER))
    await bookOnline(client, all, minuteIn(3, '10:00'))
    const mails = await mailsOf(all.nordlys)
    const [, link] = /(\/booking\/confirm\/[\w-]+)/.exec(mails[0].text!)!
    await Promise.all([1, 2].map(() => send(client, all, link)))
    await send(client, all, link)
    const after = await mailsOf(all.nordlys)
    assert.deepEqual(
      after.map(({ purpose }) => purpose),
      ['booking.mails.purposes.confirm', 'booking.mails.purposes.refused']
    )
  })

  test('where the clinic approves first, it answers by mail', async ({ client, assert }) => {
    const all = await taking({ approveFirst: true })
    await bookOnline(client, all, minuteIn(3, '10:00'))
    await bookOnline(client, all, minuteIn(3, '12:00'), {
      ...CLARA_TYPED,
      email: 'bo@example.test',
    })
    const page = await client.get('/booking/requests').as(all.jonas)
    assert.include(page.text(), 'Clara Østergaard')
    const [yes, no] = await at(all.nordlys, () => Booking.query().orderBy('id'))
    const accepted = await client.post(`/booking/requests/${yes.id}/acceptance`).as(all.jonas)
    accepted.assertStatus(303)
    const declined = await client
      .post(`/booking/requests/${no.id}/refusal`)
      .as(all.jonas)
      .form({ reason: 'We move that day.' })
    declined.assertStatus(303)
    const states = await at(all.nordlys, () => Appointment.query().orderBy('startsAt'))
    assert.deepEqual(
      states.map(({ status }) => status),
      ['booked', 'cancelled']
    )
    const mails = await mailsOf(all.nordlys)
    assert.deepEqual(
      mails.map(({ purpose }) => purpose.split('.').at(-1)),
      ['requested', 'requested', 'accepted', 'declined']
    )
    assert.include(mails[3].text!, 'We move that day.')
    const again = await client.post(`/booking/requests/${yes.id}/refusal`).as(all.jonas)
    again.assertStatus(404)
    const empty = await client.get('/booking/requests').as(all.jonas)
    assert.include(empty.text(), 'No requests')
  })
})
