import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { momentOf } from '#calendar/wall_time'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import Booking from '../../models/booking.js'
import { tellNews } from '../../models/news.js'
import { aGroup, bookOnline, minuteIn, type Settings, taking, type Taking } from '../setting.js'

/** What the clinic has written so far, as `booked`. */
async function letters({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  return mails.map(({ purpose }) => purpose.split('.').at(-1))
}

async function lastMail({ nordlys }: Taking) {
  const mails = await mailsOf(nordlys)
  return mails.at(-1)!
}

async function booked(client: ApiClient, settings: Partial<Settings> = {}) {
  const all = await taking(settings)
  await bookOnline(client, all, minuteIn(5, '10:00'))
  const appointment = await at(all.nordlys, () => Appointment.firstOrFail())
  return { ...all, appointment, by: { member: all.signe.member, address: null } }
}

test.group('The list of requests', () => {
  test('says who asks for what and when, in as many queries for three as for one', async ({
    client,
    assert,
  }) => {
    const all = await taking({ approveFirst: true })
    const list = () => client.get('/booking/requests').as(all.jonas)
    const asks = (name: string, clock: string) =>
      bookOnline(client, all, minuteIn(3, clock), {
        ...{ firstName: name, lastName: 'Lund', email: `${name}@example.test` },
        ...{ phone: '', terms: '1', privacy: '1' },
      })
    await asks('Anna', '10:00')
    await list()
    const one = await countQueries(list)
    await asks('Bo', '12:00')
    await asks('Cleo', '14:00')
    assert.equal(await countQueries(list), one)
    const page = await list()
    assert.match(page.text(), /Anna Lund[\s\S]*10:00[\s\S]*Bo Lund[\s\S]*12:00[\s\S]*Cleo Lund/)
  })
})

test.group('Places in a group, where the clinic approves first', () => {
  test('wait for a yes and are kept until then; a no frees them', async ({ client, assert }) => {
    const all = await taking({ approveFirst: true })
    const group = await at(all.nordlys, () => aGroup(all, minuteIn(3, '10:00'), { places: 2 }))
    for (const name of ['clara', 'bo']) {
      const answer = await bookOnline(client, group, group.start, {
        ...{ firstName: name, lastName: 'Lund', email: `${name}@example.test` },
        ...{ phone: '', terms: '1', privacy: '1' },
      })
      const page = await client.get(answer.header('location')!).at(all.host)
      assert.include(page.text(), 'We have your request')
    }
    const statuses = () => at(all.nordlys, () => Attendance.query().orderBy('id'))
    const asked = await statuses()
    assert.deepEqual(
      asked.map(({ status }) => status),
      ['requested', 'requested']
    )
    const full = await client
      .post(`/booking/services/${group.service.id}/times`)
      .at(all.host)
      .form({ start: group.start })
    full.assertStatus(422)

    const inCalendar = await client.get(`/appointments/${group.appointment.id}`).as(all.ida)
    assert.include(inCalendar.text(), 'Waits for a yes')
    assert.include(inCalendar.text(), '2 of 2')

    const [clara, bo] = await at(all.nordlys, () => Booking.query().orderBy('id'))
    await client.post(`/booking/requests/${clara.id}/acceptance`).as(all.jonas)
    await client.post(`/booking/requests/${bo.id}/refusal`).as(all.jonas).form({ reason: '' })
    const answered = await statuses()
    assert.deepEqual(
      answered.map(({ status, clientId }) => [status, clientId]),
      [['booked', clara.clientId]]
    )
    assert.deepEqual(await letters(all), ['requested', 'requested', 'accepted', 'declined'])
    const empty = await client.get('/booking/requests').as(all.jonas)
    assert.include(empty.text(), 'No requests')
  })

  test('are booked at once where it does not', async ({ client, assert }) => {
    const all = await taking()
    const group = await at(all.nordlys, () => aGroup(all, minuteIn(3, '10:00'), { places: 2 }))
    await bookOnline(client, group, group.start)
    const place = await at(all.nordlys, () => Attendance.firstOrFail())
    assert.equal(place.status, 'booked')
    assert.deepEqual(await letters(all), ['booked'])
  })
})

test.group('What members do in the calendar', () => {
  test('a yes or a no there reaches the client too, once', async (context) => {
    const { client, assert } = context
    const all = await booked(client, { approveFirst: true })
    const { id } = all.appointment
    await client.post(`/appointments/${id}/marks`).as(all.ida).form({ status: 'booked' })
    await at(all.nordlys, tellNews)
    assert.deepEqual(await letters(all), ['requested'])
    letPass(3 * 60_000, context)
    for (let time = 0; time < 2; time++) await at(all.nordlys, tellNews)
    assert.deepEqual(await letters(all), ['requested', 'accepted'])
  })

  test('two moves are one mail, with the last time; a cancellation is another', async (context) => {
    const { client, assert } = context
    const all = await booked(client)
    const wall = all.appointment.wallStart.slice(0, 11)
    await at(all.nordlys, async () => {
      const appointment = await Appointment.firstOrFail()
      for (const time of ['12:00', '13:30'])
        await appointment.move({ wall: `${wall}${time}` }, { by: all.by })
    })
    letPass(3 * 60_000, context)
    await at(all.nordlys, tellNews)
    assert.deepEqual(await letters(all), ['booked', 'moved'])
    const moved = await lastMail(all)
    const starts = momentOf(`${wall}13:30`, 'Europe/Copenhagen').toFormat("yyyyMMdd'T'HHmmss'Z'")
    assert.match(
      moved.calendar!,
      new RegExp(`DTSTART[^:]*:(${starts}|${wall.replaceAll('-', '')}133000)`)
    )

    await at(all.nordlys, async () => {
      const appointment = await Appointment.firstOrFail()
      await appointment.cancel('Signe is ill', { by: all.by })
    })
    letPass(3 * 60_000, context)
    await at(all.nordlys, tellNews)
    assert.deepEqual(await letters(all), ['booked', 'moved', 'cancelled'])
    // The reason is written for colleagues.
    const cancelled = await lastMail(all)
    assert.notInclude(cancelled.text!, 'ill')
  })

  test('is not written where the clinic tells by itself, and neither is what the client did', async (context) => {
    const { client, assert } = context
    const all = await booked(client, { tellChanges: false })
    await at(all.nordlys, async () => {
      const appointment = await Appointment.firstOrFail()
      await appointment.cancel(null, { by: SERVER })
    })
    letPass(3 * 60_000, context)
    await at(all.nordlys, tellNews)
    assert.deepEqual(await letters(all), ['booked'])
  })
})
