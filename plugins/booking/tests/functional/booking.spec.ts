import { test } from '@japa/runner'
import { Sessions } from '#clinics/sessions'
import Acceptance from '../../models/acceptance.js'
import Booking from '../../models/booking.js'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { mailsOf } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import {
  bookOnline,
  choose,
  CLARA_TYPED,
  filledIn,
  minuteIn,
  offered,
  pageOf,
  taking,
} from '../setting.js'

test.group('Booking online', () => {
  test('a visitor chooses, types, accepts and books; the mail lies in the outbox', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const services = await client.get('/booking').at(all.host)
    assert.include(services.text(), 'Physiotherapy')
    const people = await client.get(`/booking/services/${all.service.id}`).at(all.host)
    assert.include(people.text(), 'Signe Dahl')
    const times = await client.get(`/booking/services/${all.service.id}/times`).at(all.host)
    const [first] = await offered(all.nordlys, all.service)
    assert.include(times.text(), `value="${first}"`)

    const start = minuteIn(3, '10:00')
    const answer = await bookOnline(client, all, start)
    answer.assertStatus(303)
    const thanks = await client.get(answer.header('location')!).at(all.host)
    assert.include(thanks.text(), 'You have booked')

    await at(all.nordlys, async () => {
      const [appointment, ...more] = await Appointment.query().preload('attendances')
      assert.lengthOf(more, 0)
      assert.equal(appointment.status, 'booked')
      assert.equal(appointment.source, 'online')
      assert.equal(appointment.startsAt.toMillis(), start * 60_000)
      const clara = await Client.findByOrFail('email', 'clara@example.test')
      assert.equal(appointment.attendances[0].clientId, clara.id)
      const accepted = await Acceptance.query().preload('text')
      assert.sameMembers(
        accepted.map(({ text }) => text.kind),
        ['terms', 'privacy']
      )
      for (const { hash, text } of accepted) assert.equal(hash, text.hash)
      const booking = await Booking.firstOrFail()
      assert.isNull(booking.marketingAt)
    })
    const [mail, ...others] = await mailsOf(all.nordlys)
    assert.lengthOf(others, 0)
    assert.equal(mail.recipient, 'clara@example.test')
    assert.match(mail.calendar!, /METHOD:REQUEST[\s\S]*SUMMARY:Physiotherapy/)
    assert.match(mail.text!, /\/booking\/a\/[\w-]{43}/)
  })

  test('costs three queries for the choice and fifteen for the booking, with mail and audit log', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    // What all of them ask is kept from here on.
    await bookOnline(client, all, minuteIn(3, '10:00'))
    let path = ''
    const choice = await countQueries(async () => {
      path = pageOf(await choose(client, all, minuteIn(3, '12:00')))
    })
    const email = 'bo@example.test'
    const form = await filledIn(client, path, { ...CLARA_TYPED, firstName: 'Bo', email })
    const booking = await countQueries(() => client.post(path).at(all.host).form(form))
    assert.deepEqual([choice, booking], [3, 15])
  })

  test('no page makes a session, and no visitor gets a cookie', async ({ client, assert }) => {
    const all = await taking()
    const before = Sessions.instance.count()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    for (const each of ['/booking', `/booking/services/${all.service.id}/times`, path]) {
      const page = await client.get(each).at(all.host)
      page.assertStatus(200)
      assert.isUndefined(page.header('set-cookie'))
    }
    assert.equal(Sessions.instance.count(), before)
  })

  test('without acceptance there is no booking, no box is ticked, and what was typed stays', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const page = await client.get(path).at(all.host)
    assert.notMatch(page.text(), /type="checkbox"[^>]*checked/)
    const form = await filledIn(client, path, { ...CLARA_TYPED, terms: undefined })
    const answer = await client.post(path).at(all.host).form(form)
    answer.assertStatus(422)
    assert.include(answer.text(), 'Please accept the terms to book.')
    assert.include(answer.text(), 'value="clara@example.test"')
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 0)

    const later = await client
      .post(path)
      .at(all.host)
      .form(await filledIn(client, path))
    later.assertStatus(303)
  })

  test('words that changed meanwhile are not accepted unread', async ({ client, assert }) => {
    const all = await taking()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const form = { ...(await filledIn(client, path)), termsHash: 'f'.repeat(64) }
    const answer = await client.post(path).at(all.host).form(form)
    answer.assertStatus(422)
    assert.include(answer.text(), 'have changed while')
  })

  test('the same form sent twice books once, and both are told so', async ({ client, assert }) => {
    const all = await taking()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const form = await filledIn(client, path)
    const answers = await Promise.all([1, 2].map(() => client.post(path).at(all.host).form(form)))
    for (const answer of answers) answer.assertStatus(303)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
    assert.lengthOf(await mailsOf(all.nordlys), 1)
  })

  test('speaks the visitor’s language, and the one that is chosen goes along', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const danish = await client.get('/booking').at(all.host).header('accept-language', 'da')
    assert.include(danish.text(), 'Book en tid hos')
    const norwegian = await client
      .get('/booking?locale=nb')
      .at(all.host)
      .header('accept-language', 'da')
    assert.include(norwegian.text(), 'Bestill time hos')
    assert.include(norwegian.text(), `/booking/services/${all.service.id}?locale=nb`)
  })
})
