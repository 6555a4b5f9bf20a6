import { test } from '@japa/runner'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Appointment from '#models/appointment'
import Booking from '../../models/booking.js'
import Waiting from '../../models/waiting.js'
import { isWithin } from '../../models/limiter.js'
import { serve } from '../../models/waiting_list.js'
import { bookOnline, choose, CLARA_TYPED, filledIn, minuteIn, pageOf, taking } from '../setting.js'
import { join, wish } from '../waiting.js'

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057'

test.group('What no visitor’s page sends', () => {
  test('dates that are none are refused, and stop nobody else’s waiting', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    for (const [from, until] of [
      ['2026-12-99', '2026-12-99'],
      ['2026-02-31', '2099-02-31'],
      ['0001-01-01', '9999-12-31'],
    ]) {
      const { path, form } = await wish(client, all, 'mallory')
      const answer = await client
        .post(path)
        .at(all.host)
        .form({ ...form, from, until })
      answer.assertStatus(422)
    }
    await join(client, all, 'anna')
    await at(all.nordlys, serve)
    assert.lengthOf(await at(all.nordlys, () => Waiting.open()), 1)
  })

  test('a practitioner who does not exist is nobody in particular', async ({ client, assert }) => {
    const all = await taking()
    const { path, form } = await wish(client, all, 'anna')
    const answer = await client
      .post(path)
      .at(all.host)
      .form({ ...form, with: NOBODY })
    answer.assertStatus(303)
    const held = await choose(client, all, minuteIn(3, '10:00'), { with: NOBODY })
    held.assertStatus(422)
    const [entry] = await at(all.nordlys, () => Waiting.open())
    assert.isNull(entry.memberId)
  })

  test('months and minutes beyond all measure are answered as any other', async ({ client }) => {
    const all = await taking()
    const times = `/booking/services/${all.service.id}/times`
    for (const query of [
      'month=9999-12',
      'month=0000-01',
      'date=2026-02-31',
      'date=x',
      'month[]=1',
    ]) {
      const page = await client.get(`${times}?${query}`).at(all.host)
      page.assertStatus(200)
    }
    for (const start of [9e15, 1e300, '9'.repeat(400)]) {
      const answer = await client.post(times).at(all.host).form({ start })
      answer.assertStatus(422)
    }
  })
})

test.group('Somebody who wants to be a nuisance', () => {
  test('makes the clinic write to one person five times in an hour, and the page looks the same', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const titles = new Set<string>()
    for (let time = 0; time < 8; time++) {
      const start = minuteIn(3 + time, '10:00')
      const answer = await bookOnline(client, all, start)
      const page = await client.get(answer.header('location')!).at(all.host)
      titles.add(/<h1[^>]*>(.*?)<\/h1>/s.exec(page.text())![1])
    }
    assert.deepEqual([...titles], ['One more step: your mail'])
    assert.lengthOf(await mailsOf(all.nordlys), 5)
  })

  test('nor with work shown each time: then the owner of the mailbox is asked', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    for (let time = 0; time < 12; time++) await bookOnline(client, all, minuteIn(3 + time, '10:00'))
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 5)
    const mails = await mailsOf(all.nordlys)
    const purposes = mails.map(({ purpose }) => purpose)
    assert.lengthOf(purposes, 10)
    assert.deepEqual([...new Set(purposes.slice(5))], ['booking.mails.purposes.confirm'])
    const carl = { ...CLARA_TYPED, firstName: 'Carl', email: 'carl@example.test' }
    await bookOnline(client, all, minuteIn(3, '12:00'), carl)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 6)
  })

  test('holds no more times than one network may, whichever of its addresses asks', async ({
    client,
    assert,
  }) => {
    const all = await taking({ perAddress: 2 })
    const statuses = []
    for (const hour of ['10:00', '12:00', '14:00']) {
      const answer = await choose(client, all, minuteIn(3, hour))
      statuses.push(answer.status())
    }
    assert.deepEqual(statuses, [303, 303, 429])
    const counted = await at(all.nordlys, async () =>
      ['2001:db8:1:2::3', '2001:db8:1:2:ffff::4', '2001:db8:1:2:5::', '2001:db8:1:3::3'].map(
        (address) => isWithin('holds', address, 2, 10)
      )
    )
    assert.deepEqual(counted, [true, true, false, true])
  })

  test('guesses no link, and a link of one kind opens no other', async ({ client, assert }) => {
    const all = await taking()
    const hold = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const token = hold.split('/').at(-1)!
    for (const kind of ['a', 'waiting', 'offers', 'confirm'])
      for (const guess of [token, 'A'.repeat(43), `${token}x`, '%00', "' or 1=1 --"]) {
        const path = `/booking/${kind}/${encodeURIComponent(guess)}`
        const page = await client.get(path).at(all.host)
        page.assertStatus(404)
      }
    const form = await filledIn(client, hold, CLARA_TYPED)
    await client.post(hold).at(all.host).form(form)
    const [booking] = await at(all.nordlys, () => Booking.query())
    for (const id of [booking.id, booking.appointmentId, booking.requestKey]) {
      const page = await client.get(`/booking/a/${id}`).at(all.host)
      page.assertStatus(404)
    }
    assert.lengthOf(await at(all.nordlys, () => Appointment.query()), 1)
  })
})
