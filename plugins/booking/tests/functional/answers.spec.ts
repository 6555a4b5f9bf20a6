import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { aClient } from '#tests/clients'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import ServiceRule from '../../models/service_rule.js'
import { SERVER } from '#audit/actor'
import {
  bookOnline,
  choose,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  pageOf,
  taking,
  type Taking,
} from '../setting.js'

/** What somebody sees after booking, without what differs from one booking to the next. */
async function thanks(client: ApiClient, all: Taking, start: number, typed = CLARA_TYPED) {
  const answer = await bookOnline(client, all, start, typed)
  answer.assertStatus(303)
  const page = await client.get(answer.header('location')!).at(all.host)
  return page
    .text()
    .replaceAll(/\/booking\/hold\/[\w-]+/g, '')
    .replaceAll(/<time[\s\S]*?<\/time>/g, '')
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

  test('the page does not tell whether somebody is a client; the mail to their own address does', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, async () => {
      await aClient()
      await ServiceRule.restrict([all.service.id], SERVER)
    })
    const stranger = { ...CLARA_TYPED, email: 'nobody@example.test' }
    const known = await thanks(client, all, minuteIn(3, '10:00'))
    const unknown = await thanks(client, all, minuteIn(3, '12:00'), stranger)
    assert.equal(known, unknown)
    assert.include(known, 'Look into your mail')

    const mails = await mailsOf(all.nordlys)
    assert.match(mails[0].subject!, /Your appointment at/)
    assert.equal(mails[1].recipient, 'nobody@example.test')
    assert.include(mails[1].text!, 'clients of the clinic already')
    const [only, ...others] = await at(all.nordlys, () => Appointment.query())
    assert.equal(only.status, 'booked')
    assert.lengthOf(others, 0)
    assert.isNull(await at(all.nordlys, () => Client.findBy('email', 'nobody@example.test')))
  })

  test('no more appointments ahead than the clinic allows', async ({ client, assert }) => {
    const all = await taking({ perClient: 1 })
    const first = await thanks(client, all, minuteIn(3, '10:00'))
    const second = await thanks(client, all, minuteIn(3, '12:00'))
    assert.equal(first, second)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
    const mails = await mailsOf(all.nordlys)
    assert.include(mails[1].text!, 'as many appointments ahead')
  })

  test('who is refused and sends the form again gets no second mail', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await at(all.nordlys, () => ServiceRule.restrict([all.service.id], SERVER))
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const form = await filledIn(client, path)
    const answers = await Promise.all([1, 2].map(() => client.post(path).at(all.host).form(form)))
    answers.push(await client.post(path).at(all.host).form(form))
    for (const answer of answers) answer.assertStatus(303)
    const mails = await mailsOf(all.nordlys)
    assert.deepEqual(
      mails.map(({ purpose }) => purpose),
      ['booking.purposes.refused']
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

test.group('Robots', () => {
  test('who has done the work books at once, and the same work counts once', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const asked = await client.get('/booking/challenge').at(all.host)
    const challenge = asked.body()
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
    for (const hour of ['10:00', '12:00'])
      await bookOnline(client, all, minuteIn(3, hour), { ...CLARA_TYPED, proof })
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('who has no scripts confirms by the link in a mail', async ({ client, assert }) => {
    const all = await taking({ proofOfWork: true })
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const page = await client.get(path).at(all.host)
    assert.match(page.text(), /<noscript>[\s\S]*link that confirms/)
    const form = await filledIn(client, path)
    const [answer] = await Promise.all([1, 2].map(() => client.post(path).at(all.host).form(form)))
    const next = await client.get(answer.header('location')!).at(all.host)
    assert.include(next.text(), 'One more step')
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
    assert.isNull(await at(all.nordlys, () => Client.findBy('email', 'clara@example.test')))

    const [mail] = await mailsOf(all.nordlys)
    const [, link] = /(\/booking\/confirm\/[\w-]+)/.exec(mail.text!)!
    const looked = await client.get(link).at(all.host)
    looked.assertStatus(200)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, 1)
    for (let time = 0; time < 2; time++) {
      const confirmed = await client.post(link).at(all.host).form({})
      assert.include(confirmed.text(), 'You have booked')
    }
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('a made-up proof is none', async ({ client, assert }) => {
    const all = await taking({ proofOfWork: true })
    for (const proof of [
      'x',
      Buffer.from('{"challenge":{"parameters":{}},"solution":{}}').toString('base64'),
    ])
      await bookOnline(client, all, minuteIn(3, '10:00'), { ...CLARA_TYPED, proof })
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)
  })
})
