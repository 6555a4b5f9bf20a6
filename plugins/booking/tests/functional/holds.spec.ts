import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { releaseHolds } from '#calendar/holds'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { SERVER } from '#audit/actor'
import { aClient } from '#tests/calendar'
import { letPass } from '#tests/clock'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import {
  aGroup,
  choose,
  CLARA_TYPED,
  dayIn,
  filledIn,
  minuteIn,
  offered,
  pageOf,
  taking,
} from '../setting.js'

test.group('Holding a time', () => {
  test('keeps others away while somebody types, and ends by itself', async (context) => {
    const { client, assert } = context
    const all = await taking()
    const [signe, start] = [all.signe.member.id, minuteIn(3, '10:00')]
    const first = await choose(client, all, start, { with: signe })
    first.assertStatus(303)
    const second = await choose(client, all, start, { with: signe })
    second.assertStatus(422)
    assert.include(second.text(), 'That time has just been taken')
    assert.notInclude(await offered(all.nordlys, all.service, signe), start)

    letPass(11 * 60_000, context)
    assert.include(await offered(all.nordlys, all.service, signe), start)
    const third = await choose(client, all, start, { with: signe })
    third.assertStatus(303)

    // Who was too slow keeps what was typed, and is sent on.
    const path = pageOf(first)
    const late = await client
      .post(path)
      .at(all.host)
      .form(await filledIn(client, path))
    late.assertStatus(422)
    assert.include(late.text(), 'taken by somebody else meanwhile')
    assert.include(late.text(), 'value="clara@example.test"')
  })

  test('who comes back late books all the same, as long as the time is free', async (context) => {
    const { client, assert } = context
    const all = await taking()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const kept = await client.get(path).at(all.host)
    const until = DateTime.now().setZone('Europe/Copenhagen').plus({ minutes: 10 })
    const minutes = [until, until.minus({ minutes: 1 })].map((each) => each.toFormat('h:mm'))
    const [, said] = /kept for you until (\d+:\d\d)/.exec(kept.text())!
    assert.include(minutes, said)
    letPass(60 * 60_000, context)
    await at(all.nordlys, () => releaseHolds())
    const page = await client.get(path).at(all.host)
    assert.include(page.text(), 'The time is not kept for you.')
    const answer = await client
      .post(path)
      .at(all.host)
      .form(await filledIn(client, path))
    answer.assertStatus(303)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('with anyone: each gets a practitioner, until none is left', async ({ client, assert }) => {
    const all = await taking()
    const start = minuteIn(3, '10:00')
    const answers = []
    for (let time = 0; time < 3; time++) answers.push(await choose(client, all, start))
    assert.deepEqual(
      answers.map((answer) => answer.status()),
      [303, 303, 422]
    )
    const held = await at(all.nordlys, () => Appointment.query().orderBy('memberId'))
    assert.sameMembers(
      held.map(({ memberId }) => memberId),
      [all.signe.member.id, all.mads.member.id]
    )
  })

  test('a place in a group is held and booked, and nobody starts a group of their own', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const start = minuteIn(3, '10:00')
    const group = await at(all.nordlys, async () => {
      const made = await aGroup(all, start, { places: 2 })
      await Attendance.admit({ ...made, client: await aClient('Bo') }, { by: SERVER })
      return made
    })
    const other = await choose(client, group, minuteIn(3, '12:00'))
    other.assertStatus(422)
    const path = pageOf(await choose(client, group, start))
    const full = await choose(client, group, start)
    full.assertStatus(422)
    const answer = await client
      .post(path)
      .at(all.host)
      .form(await filledIn(client, path))
    answer.assertStatus(303)
    const attendances = await at(all.nordlys, () =>
      group.appointment.related('attendances').query().preload('client')
    )
    assert.sameMembers(
      attendances.map((each) => each.client.firstName),
      ['Bo', 'Clara']
    )
  })

  test('neither too soon nor too far ahead, nor at a time that is not on the page', async ({
    client,
    assert,
  }) => {
    const all = await taking({ soonestHours: 48, furthestDays: 5 })
    for (const start of [minuteIn(1, '10:00'), minuteIn(7, '10:00'), minuteIn(3, '10:10')]) {
      const answer = await choose(client, all, start)
      answer.assertStatus(422)
    }
    const fine = await choose(client, all, minuteIn(3, '10:00'))
    fine.assertStatus(303)
    assert.lengthOf(await at(all.nordlys, () => Appointment.query()), 1)
  })

  test('who chooses another time gives the first one back, and keeps it if the other is taken', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const signe = { with: all.signe.member.id }
    const [ten, eleven, noon] = ['10:00', '11:00', '12:00'].map((clock) => minuteIn(3, clock))
    const first = pageOf(await choose(client, all, ten, signe))
    const page = await client.get(first).at(all.host)
    const [, query] = /\/times\?([^"]+)"/.exec(page.text())!
    const times = `/booking/services/${all.service.id}/times?${query.replaceAll('&amp;', '&')}`
    const shown = await client.get(`${times}&date=${dayIn(3)}`).at(all.host)
    assert.include(shown.text(), `name="start" value="${ten}"`, 'their own time too')

    const instead = first.split('/').at(-1)
    await choose(client, all, noon, signe)
    const refused = await choose(client, all, noon, { ...signe, instead })
    refused.assertStatus(422)
    const own = () => offered(all.nordlys, all.service, all.signe.member.id)
    assert.notInclude(await own(), ten)
    const other = await choose(client, all, eleven, { ...signe, instead })
    other.assertStatus(303)
    assert.include(await own(), ten)
    assert.notInclude(await own(), eleven)
  })

  test('what is booked, or asked about by mail, is not given back for another time', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    await client
      .post(path)
      .at(all.host)
      .form(await filledIn(client, path))
    await choose(client, all, minuteIn(3, '12:00'), { instead: path.split('/').at(-1) })
    const held = await at(all.nordlys, () => Appointment.query().where('status', 'held'))
    assert.lengthOf(held, 2)
  })

  test('a box for news is not needed, and is remembered', async ({ client, assert }) => {
    const all = await taking()
    const path = pageOf(await choose(client, all, minuteIn(3, '10:00')))
    const form = await filledIn(client, path, { ...CLARA_TYPED, marketing: '1' })
    await client.post(path).at(all.host).form(form)
    const booking = await at(all.nordlys, () => Booking.firstOrFail())
    assert.isNotNull(booking.marketingAt)
  })
})
