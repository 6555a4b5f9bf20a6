import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { utcNow } from '#models/columns'
import { aClient } from '#tests/calendar'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import Hold from '../../models/hold.js'
import { momentAt } from '../../models/rules.js'
import {
  aGroup,
  bookOnline,
  choose,
  CLARA_TYPED,
  dayIn,
  filledIn,
  minuteIn,
  offered,
  pageOf,
  send,
  taking,
  type Taking,
} from '../setting.js'

/** Tries to hold the whole of Signe's day, from 08:00 to 16:00. @returns the answers in order, and when each begins */
async function holdDay(client: ApiClient, all: Taking, more = {}) {
  const starts = [8, 9, 10, 11, 12, 13, 14, 15].map((hour) =>
    minuteIn(3, `${String(hour).padStart(2, '0')}:00`)
  )
  const answers = []
  for (const start of starts)
    answers.push(await choose(client, all, start, { with: all.signe.member.id, ...more }))
  return { starts, answers }
}

/** What is kept at the moment for visitors who have not booked. */
function held({ nordlys }: Taking) {
  return at(nordlys, () =>
    Appointment.query().where('status', 'held').where('heldUntil', '>', utcNow())
  )
}

async function saysKept(client: ApiClient, { host }: Taking, path: string) {
  const page = await client.get(path).at(host)
  return page.text().includes(KEPT)
}

const KEPT = 'The time is kept for you until'
const NOT_KEPT = 'The time is not kept for you.'

test.group('Who holds times and books none', () => {
  test('gets half of a day at most, from however many addresses; the rest is booked by others, and by them too', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const { starts, answers } = await holdDay(client, all)
    for (const answer of answers) answer.assertStatus(303)
    const free = await offered(all.nordlys, all.service, all.signe.member.id)
    const left = starts.filter((start) => free.includes(start))
    assert.deepEqual(left, starts.slice(4), 'of eight hours, four are held')

    const [kept, open] = [answers[3], answers[4]].map(pageOf)
    const [first, second] = await Promise.all(
      [kept, open].map((path) => client.get(path).at(all.host))
    )
    assert.include(first.text(), KEPT)
    assert.include(second.text(), NOT_KEPT)
    // Somebody else has the same time open, and is faster.
    const other = pageOf(await choose(client, all, starts[4], { with: all.signe.member.id }))
    const book = async (path: string) =>
      client
        .post(path)
        .at(all.host)
        .form(await filledIn(client, path))
    const faster = await book(other)
    faster.assertStatus(303)
    const late = await book(open)
    late.assertStatus(422)
    assert.include(late.text(), 'taken by somebody else meanwhile')
    assert.include(late.text(), 'value="clara@example.test"')
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('another day, another member and what was held too long are not counted', async (context) => {
    const { client, assert } = context
    const all = await taking()
    const { starts } = await holdDay(client, all)
    const says = async (start: number, member: string) =>
      saysKept(client, all, pageOf(await choose(client, all, start, { with: member })))
    assert.isTrue(await says(minuteIn(4, '10:00'), all.signe.member.id))
    assert.isTrue(await says(starts[7], all.mads.member.id))
    assert.isFalse(await says(starts[7], all.signe.member.id))
    letPass(11 * 60_000, context)
    assert.isTrue(await says(starts[7], all.signe.member.id))
  })

  test('from one address gets five, and exchanges one as often as it likes', async ({
    client,
    assert,
  }) => {
    const all = await taking({ perAddress: 20 })
    const paths = []
    for (let day = 3; day < 9; day++)
      paths.push(pageOf(await choose(client, all, minuteIn(day, '10:00'))))
    const pages = []
    for (const path of paths) pages.push(await client.get(path).at(all.host))
    assert.deepEqual(
      pages.map((page) => page.text().includes(KEPT)),
      [true, true, true, true, true, false]
    )
    const instead = paths[0].split('/').at(-1)
    const exchanged = pageOf(await choose(client, all, minuteIn(9, '10:00'), { instead }))
    const page = await client.get(exchanged).at(all.host)
    assert.include(page.text(), KEPT)
    assert.lengthOf(await held(all), 5)
  })

  test('gets half of what is left of a day that is half booked, half closed or half off', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const { id: member } = all.signe.member
    await at(all.nordlys, async () => {
      const wall = `${dayIn(3)}T12:00`
      await Appointment.book({ wall, minutes: 240, memberId: member }, { by: SERVER })
      const row = () => ({ id: crypto.randomUUID(), member_id: member, created_at: utcNow() })
      const closed = { ...row(), date: dayIn(4), starts: '08:00', ends: '12:00' }
      await clinicClient().table('hour_exceptions').insert(closed)
      const [from, until] = ['12:00', '16:00'].map((clock) => momentAt(minuteIn(5, clock)).toISO())
      const off = { ...row(), kind: 'course', starts_at: from, ends_at: until }
      await clinicClient().table('time_off').insert(off)
    })
    for (const day of [3, 4, 5]) {
      const said = []
      for (const clock of ['08:00', '09:00', '10:00', '11:00']) {
        const answer = await choose(client, all, minuteIn(day, clock), { with: member })
        said.push(await saysKept(client, all, pageOf(answer)))
      }
      assert.deepEqual(said, [true, true, false, false], `of day ${day}`)
    }
  })

  test('cannot do with many forms at once, or by mail, what one cannot do', async ({
    client,
    assert,
  }) => {
    const all = await taking({ perAddress: 20, proofOfWork: true })
    const { service } = all
    const by = { member: null, address: '127.0.0.1' }
    const wish = (day: number) =>
      ({ service, memberId: null, start: minuteIn(day, '10:00'), by, keeping: 'fairly' }) as const
    const days = [3, 4, 5, 6, 7, 8, 9, 10]
    const taken = await at(all.nordlys, async () => {
      const former = await Hold.take(wish(2))
      return Promise.all(days.map((day) => Hold.exchange(former!.hold, wish(day))))
    })
    assert.lengthOf(await held(all), 5, 'instead of the same one')
    for (const [index, each] of taken.entries()) {
      const path = `/booking/hold/${each!.token}`
      const typed = { ...CLARA_TYPED, email: `clara${index}@example.test` }
      const form = await filledIn(client, path, typed)
      await client.post(path).at(all.host).form(form)
    }
    assert.lengthOf(await held(all), 5, 'until they follow a link')
    assert.lengthOf(await mailsOf(all.nordlys), days.length)
  })

  test('cannot come back for the first half of a day once the other is held', async (context) => {
    const { client, assert } = context
    const all = await taking({ proofOfWork: true })
    const { answers } = await holdDay(client, all)
    letPass(11 * 60_000, context)
    const signe = { with: all.signe.member.id }
    for (const clock of ['12:00', '13:00', '14:00', '15:00'])
      await choose(client, all, minuteIn(3, clock), signe)
    for (const answer of answers.slice(0, 4)) {
      const path = pageOf(answer)
      const form = await filledIn(client, path)
      const drafted = await client.post(path).at(all.host).form(form)
      drafted.assertStatus(303)
    }
    assert.lengthOf(await held(all), 4)
  })

  test('an office that is too late for a time, or books, has its five all the same', async ({
    client,
    assert,
  }) => {
    const all = await taking({ perAddress: 20 })
    const signe = { with: all.signe.member.id }
    for (let time = 0; time < 6; time++) await choose(client, all, minuteIn(3, '10:00'), signe)
    for (let day = 4; day < 9; day++) {
      const typed = { ...CLARA_TYPED, email: `clara${day}@example.test` }
      await bookOnline(client, all, minuteIn(day, '10:00'), typed)
    }
    const said = []
    for (let day = 9; day < 14; day++) {
      const path = pageOf(await choose(client, all, minuteIn(day, '10:00')))
      said.push(await saysKept(client, all, path))
    }
    assert.deepEqual(said, [true, true, true, true, false])
  })

  test('gets half of the places that are left in a group', async ({ client, assert }) => {
    const all = await taking()
    const start = minuteIn(3, '10:00')
    const group = await at(all.nordlys, async () => {
      const made = await aGroup(all, start, { places: 7 })
      for (const name of ['Ane', 'Bo'])
        await Attendance.admit({ ...made, client: await aClient(name) }, { by: SERVER })
      return made
    })
    for (let time = 0; time < 7; time++) await choose(client, group, start)
    const seats = await at(all.nordlys, () =>
      group.appointment.related('attendances').query().where('status', 'held')
    )
    assert.lengthOf(seats, 2)
    const answer = await bookOnline(client, group, start)
    answer.assertStatus(303)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  })

  test('without scripts: by mail no more of a day is kept, and the mail says so', async ({
    client,
    assert,
  }) => {
    const all = await taking({ proofOfWork: true })
    const { answers } = await holdDay(client, all)
    for (const [index, answer] of [answers[3], answers[4]].entries()) {
      const path = pageOf(answer)
      const typed = { ...CLARA_TYPED, email: `clara${index}@example.test` }
      const form = await filledIn(client, path, typed)
      await client.post(path).at(all.host).form(form)
    }
    const [kept, open] = await mailsOf(all.nordlys)
    assert.include(kept.text!, 'so long the time is kept for you')
    assert.include(open.text!, 'so the time is not kept for you')
    assert.lengthOf(await held(all), 4)

    const [, link] = /(\/booking\/confirm\/[\w-]+)/.exec(open.text!)!
    const confirmed = await send(client, all, link)
    assert.include(confirmed.text(), 'You have booked')
  })
})
