import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { closedTimes } from '#calendar/hours/closed_times'
import { timeColumns } from '#calendar/plan'
import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import Holiday from '#models/holiday'
import TimeOff from '#models/time_off'
import { momentOf } from '#calendar/wall_time'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { setHours } from '#tests/hours'
import { at, countQueries, people, type People, type Person } from '#tests/people'
import type { ApiClient } from '@japa/api-client'

const by = { by: SERVER }
const ZONE = 'Europe/Copenhagen'

/** Signe works on Tuesdays from 9 to 12 and from 12 to 16, and away she is at noon on the 22nd; the clinic is closed on the 29th. */
async function signesTuesdays(client: ApiClient) {
  const all = await people()
  const { nordlys, signe, mads } = all
  await setHours(client, signe, {
    tuesday: [
      ['09:00', '12:00'],
      ['12:00', '16:00'],
    ],
  })
  await at(nordlys, async () => {
    await Holiday.close([{ date: '2027-06-29', name: 'Summer party' }], by)
    const [startsAt, endsAt] = ['11:00', '13:00'].map((time) =>
      momentOf(`2027-06-22T${time}`, ZONE)
    )
    await TimeOff.take(signe.member, { kind: 'sick', startsAt, endsAt }, by)
  })
  return { ...all, signe, mads }
}

function reasons({ nordlys }: People, person: Person | null, walls: string[], minutes = 60) {
  return at(nordlys, async () => {
    const times = walls.map((wall) => timeColumns({ wall, minutes }))
    const closed = await closedTimes(person && person.member.id, times)
    return closed.map((each) => (each && 'name' in each ? each.name : (each?.why ?? null)))
  })
}

test.group('A time in which nobody works', () => {
  test('is one outside of somebody’s hours, in their time off, on a holiday', async ({
    client,
    assert,
  }) => {
    const all = await signesTuesdays(client)
    const walls = ['T08:30', 'T09:00', 'T11:30', 'T15:00', 'T15:30'].map((time) => TUESDAY + time)
    assert.deepEqual(await reasons(all, all.signe, walls), ['hours', null, null, null, 'hours'])
    const others = ['2027-06-22T10:00', '2027-06-22T10:30', '2027-06-29T10:00', '2027-06-30T10:00']
    assert.deepEqual(await reasons(all, all.signe, others), [null, 'away', 'Summer party', 'hours'])
    // Over midnight it is on both dates, and one that ends at midnight on the first alone.
    const nights = ['2027-06-28T23:30', '2027-06-28T23:00', '2027-06-29T23:30']
    assert.deepEqual(await reasons(all, null, nights), ['Summer party', null, 'Summer party'])
  })

  test('is none for who works on the holiday, and holidays alone count for who has no hours', async ({
    client,
    assert,
  }) => {
    const all = await signesTuesdays(client)
    const { signe, mads, nordlys } = all
    const walls = ['2027-06-29T10:00', `${TUESDAY}T20:00`]
    assert.deepEqual(await reasons(all, mads, walls), ['Summer party', null])
    const form = { 'date': '2027-06-29', 'spans[0][starts]': '10:00', 'spans[0][ends]': '11:00' }
    await client.post(`/settings/hours/${signe.member.id}/exceptions`).as(signe).form(form)
    assert.deepEqual(await reasons(all, signe, walls), [null, 'hours'])
    await at(nordlys, () => mads.member.deactivate(SERVER))
    assert.deepEqual(await reasons(all, mads, walls), ['left', 'left'])
  })

  test('is known of many dates in as many queries as of one', async ({ client, assert }) => {
    const all = await signesTuesdays(client)
    const many = ['2027-06-15', '2027-06-22', '2027-06-29'].map((date) => `${date}T10:00`)
    const asking = (walls: string[]) => countQueries(() => reasons(all, all.signe, walls))
    assert.equal(await asking(many), await asking(many.slice(0, 1)))
  })

  test('is said on the appointment and when one is dragged there, and refuses nothing', async ({
    client,
    assert,
  }) => {
    const all = await signesTuesdays(client)
    const { nordlys, signe, jonas } = all
    const { id } = await at(nordlys, async () => book(planOf(signe, '10:00'), await aClient('Bo')))
    const page = () => client.get(`/appointments/${id}`).as(jonas)
    const drag = (wall: string) =>
      client.post(`/appointments/${id}/moves`).as(jonas).json({ wall, minutes: 60 })
    const before = await page()
    assert.notInclude(before.text(), 'does not work then')
    const [closed, away, fine] = [
      await drag('2027-06-29T10:00'),
      await drag('2027-06-22T12:00'),
      await drag('2027-06-22T14:00'),
    ]
    assert.equal(closed.body().warning, 'The clinic is closed then: Summer party.')
    assert.equal(away.body().warning, `${signe.member.name} is away then.`)
    fine.assertStatus(204)
    await drag('2027-06-22T17:00')
    const after = await page()
    assert.include(after.text(), `${signe.member.name} does not work then.`)
  })

  test('is said while the form is filled in, and so is that it is taken', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await signesTuesdays(client)
    const { id, room, service } = await at(nordlys, async () => {
      const [ofRoom, ofService] = [await aRoom(), await aService({}, signe)]
      const booked = await book(planOf(signe, '10:00', { roomId: ofRoom.id }), await aClient('Bo'))
      return { id: booked.id, room: ofRoom, service: ofService }
    })
    const typed = { memberId: signe.member.id, serviceId: service.id, date: TUESDAY }
    const asked = async (form: object, path = '/appointments/dates') => {
      const page = await client
        .post(path)
        .as(jonas)
        .form({ ...typed, ...form })
      const [, frame] = /<turbo-frame id="time-check"[^>]*>(.*?)<\/turbo-frame>/s.exec(page.text())!
      return [...frame.matchAll(/<span>(.*?)<\/span>/g)].map(([, sentence]) => sentence)
    }
    const name = signe.member.name
    assert.deepEqual(await asked({ time: '13:00' }), ['The time is free.'])
    assert.deepEqual(await asked({ time: '10:30' }), ['This member is already booked then.'])
    assert.deepEqual(await asked({ time: '15:30' }), [`${name} does not work then.`])
    assert.deepEqual(await asked({ time: '10:30', memberId: '', roomId: room.id }), [
      'This room is already booked then.',
    ])
    assert.deepEqual(await asked({ time: '10:30', memberId: '' }), [])
    assert.deepEqual(await asked({ time: 'noon' }), [])
    // An appointment is not in its own way.
    assert.deepEqual(await asked({ time: '10:30' }, `/appointments/${id}/dates`), [
      'The time is free.',
    ])
    const begun = await client
      .get(`/appointments/new?start=2027-06-29T10:00&member=${signe.member.id}`)
      .as(jonas)
    assert.include(begun.text(), 'The clinic is closed then: Summer party.')
  })

  test('is not said of a service or a room that is not there any more, and the form still opens', async ({
    client,
    assert,
  }) => {
    const { signe, jonas } = await signesTuesdays(client)
    const begun = `/appointments/new?start=${TUESDAY}T16:30&member=${signe.member.id}`
    const pageWith = (more: string) => client.get(begun + more).as(jonas)
    const gone = '0190a5c4-0000-7000-8000-00000000dead'
    for (const stale of [`&service=${gone}`, `&room=${gone}`]) {
      const page = await pageWith(stale)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'does not work then')
    }
    const page = await pageWith('')
    assert.include(page.text(), 'does not work then')
  })

  test('is left out where it cannot be found out: what was dragged is moved all the same', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { nordlys, signe, jonas } = await signesTuesdays(client)
    const { id } = await at(nordlys, () => book(planOf(signe, '10:00')))
    const rename = (from: string, to: string) =>
      at(nordlys, () => clinicClient().rawQuery(`alter table ${from} rename to ${to}`))
    await rename('time_off', 'broken')
    cleanup(() => rename('broken', 'time_off'))
    const wall = '2027-06-29T10:00'
    const response = await client.post(`/appointments/${id}/moves`).as(jonas).json({ wall })
    response.assertStatus(204)
    const moved = await at(nordlys, () => Appointment.findOrFail(id))
    assert.equal(moved.wallStart, wall)
  })

  test('is marked among the dates of a series', async ({ client, assert }) => {
    const { signe, jonas } = await signesTuesdays(client)
    const page = await client
      .post('/appointments/dates')
      .as(jonas)
      .form({
        ...{ memberId: signe.member.id, date: TUESDAY, time: '10:30', minutes: 60 },
        ...{
          'repeat[unit]': 'week',
          'repeat[every]': 1,
          'repeat[ends]': 'count',
          'repeat[count]': 3,
        },
      })
    const [, list] = /<ol class="date-list"[^>]*>(.*?)<\/ol>/s.exec(page.text())!
    const marks = list.split('</li>').map((each) => /<span class="tag">(.*?)</.exec(each)?.[1])
    assert.deepEqual(marks, [undefined, 'Away', 'Summer party', undefined])
    assert.include(page.text(), 'On 2 of them nobody works.')
  })

  test('is left out of a series where that is meant', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await signesTuesdays(client)
    const send = (form: object) =>
      client
        .post('/appointments')
        .as(jonas)
        .form({
          ...{
            client: 'none',
            title: 'Round',
            memberId: signe.member.id,
            minutes: 60,
            onlyOpen: 'on',
          },
          ...{
            'repeat[unit]': 'week',
            'repeat[every]': 1,
            'repeat[ends]': 'count',
            'repeat[count]': 4,
          },
          ...form,
        })
    const never = await send({ date: TUESDAY, time: '20:00' })
    never.assertStatus(422)
    assert.include(never.text(), 'Nobody works on any of these dates.')
    const some = await send({ date: TUESDAY, time: '10:30' })
    some.assertStatus(303)
    const booked = await at(nordlys, () => Appointment.query().orderBy('startsAt'))
    assert.deepEqual(
      booked.map(({ wallStart }) => wallStart),
      [`${TUESDAY}T10:30`, '2027-07-06T10:30']
    )
  })
})
