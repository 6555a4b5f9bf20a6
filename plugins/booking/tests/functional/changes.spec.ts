import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import { SERVER } from '#audit/actor'
import type { Plan } from '#calendar/plan'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { aClient, aRoom, book } from '#tests/calendar'
import { letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import Link from '../../models/link.js'
import {
  aGroup,
  bookOnline,
  dayIn,
  minuteIn,
  offered,
  pageOf,
  taking,
  type Taking,
} from '../setting.js'

/** Clara has booked; this is where the link in her mail leads. */
async function clara(client: ApiClient, settings = {}) {
  const all = await taking(settings)
  const start = minuteIn(5, '10:00')
  await bookOnline(client, all, start)
  return { ...all, start, path: await linkIn(all) }
}

async function linkIn({ nordlys }: Pick<Taking, 'nordlys'>) {
  const mails = await mailsOf(nordlys)
  const [, path] = /(\/booking\/a\/[\w-]+)/.exec(mails.at(-1)!.text!)!
  return path
}

/** What a member has done since with the appointment. */
async function replanned(client: ApiClient, to: () => Promise<Partial<Plan>>) {
  const all = await clara(client)
  await at(all.nordlys, async () => {
    const appointment = await Appointment.firstOrFail()
    await appointment.move(await to(), { by: SERVER })
  })
  return all
}

async function inARoom() {
  const { id: roomId } = await aRoom()
  return { roomId }
}

async function cannotBeMoved(
  { client, assert }: Pick<TestContext, 'client' | 'assert'>,
  { path, host }: { path: string; host: string }
) {
  const page = await client.get(path).at(host)
  page.assertStatus(200)
  assert.notInclude(page.text(), `${path}/move`)
  const form = await client.get(`${path}/move`).at(host)
  form.assertStatus(404)
  const start = minuteIn(5, '13:00')
  const answer = await client.post(`${path}/move`).at(host).form({ start })
  answer.assertStatus(404)
}

function onlyAppointment({ nordlys }: Pick<Taking, 'nordlys'>) {
  return at(nordlys, () => Appointment.firstOrFail())
}

test.group('The link in the mail', () => {
  test('moves the appointment to a free time; the mail brings a new link, the old one is over', async ({
    client,
    assert,
  }) => {
    const all = await clara(client)
    const page = await client.get(`${all.path}/move`).at(all.host)
    page.assertStatus(200)
    const to = minuteIn(5, '13:00')
    const answer = await client.post(`${all.path}/move`).at(all.host).form({ start: to })
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.startsAt.toMillis(), to * 60_000)
    assert.equal(appointment.sequence, 1)
    const mails = await mailsOf(all.nordlys)
    assert.lengthOf(mails, 2)
    assert.match(mails[1].calendar!, /SEQUENCE:1/)
    const old = await client.get(all.path).at(all.host)
    old.assertStatus(410)
    assert.include(old.text(), 'This link has been used')
    const current = await client.get(await linkIn(all)).at(all.host)
    current.assertStatus(200)
    assert.equal(pageOf(answer), await linkIn(all))
  })

  test('keeps the room in which it is where that is free, and gets another where it is not', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    const { nordlys, service, host } = all
    const rooms = await at(nordlys, async () => {
      await service.merge({ needsRoom: true }).save()
      return [await aRoom('Room 1'), await aRoom('Room 2'), await aRoom('Room 3')]
    })
    await bookOnline(client, all, minuteIn(5, '10:00'))
    await at(nordlys, async () => {
      const appointment = await Appointment.firstOrFail()
      assert.equal(appointment.roomId, rooms[0].id)
      await appointment.move({ roomId: rooms[1].id }, { by: SERVER })
    })
    const moved = async (clock: string) => {
      await client
        .post(`${await linkIn(all)}/move`)
        .at(host)
        .form({ start: minuteIn(5, clock) })
      const { roomId, wallStart } = await at(nordlys, () =>
        Appointment.query().orderBy('created_at').firstOrFail()
      )
      return [wallStart.slice(11), rooms.find(({ id }) => id === roomId)?.name]
    }
    assert.deepEqual(await moved('13:00'), ['13:00', 'Room 2'])

    await at(nordlys, () =>
      book({ wall: `${dayIn(5)}T14:00`, minutes: 50, memberId: null, roomId: rooms[1].id })
    )
    assert.deepEqual(await moved('14:00'), ['14:00', 'Room 1'])
  })

  test('does not move onto what is taken, nor to where nobody works', async ({
    client,
    assert,
  }) => {
    const all = await clara(client)
    const { memberId } = await onlyAppointment(all)
    const noon = minuteIn(5, '12:00')
    await client
      .post(`/booking/services/${all.service.id}/times`)
      .at(all.host)
      .form({ start: noon, with: memberId! })
    for (const start of [noon, minuteIn(5, '20:00')]) {
      const answer = await client.post(`${all.path}/move`).at(all.host).form({ start })
      answer.assertStatus(422)
    }
    const stayed = await at(all.nordlys, () => Appointment.findByOrFail('status', 'booked'))
    assert.equal(stayed.startsAt.toMillis(), all.start * 60_000)
  })

  test('cancels, and the time is free again', async ({ client, assert }) => {
    const all = await clara(client)
    const { memberId } = await onlyAppointment(all)
    assert.notInclude(await offered(all.nordlys, all.service, memberId), all.start)
    const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'cancelled')
    assert.include(await offered(all.nordlys, all.service, memberId), all.start)
    const mails = await mailsOf(all.nordlys)
    assert.match(mails.at(-1)!.calendar!, /METHOD:CANCEL/)
  })

  test('only within the rules of the clinic', async (context) => {
    const { client, assert } = context
    const all = await clara(client, { changeHours: 48, mayMove: false })
    const move = await client.get(`${all.path}/move`).at(all.host)
    move.assertStatus(404)
    letPass(4 * 86_400_000, context)
    const page = await client.get(all.path).at(all.host)
    assert.include(page.text(), 'too late to change it here')
    const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
    answer.assertStatus(404)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'booked')
  })

  test('is about one client alone, where a member has put in another', async ({
    client,
    assert,
  }) => {
    const all = await clara(client)
    const carla = await at(all.nordlys, async () => {
      const appointment = await Appointment.firstOrFail()
      const other = await aClient('Carla')
      const admission = { by: SERVER, overbook: true }
      await Attendance.admit({ appointment, client: other }, admission)
      return other
    })
    await cannotBeMoved({ client, assert }, all)
    const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'booked')
    assert.equal(appointment.startsAt.toMillis(), all.start * 60_000)
    const places = await at(all.nordlys, () => Attendance.all())
    assert.deepEqual(
      places.map(({ clientId, status }) => [clientId, status]),
      [[carla.id, 'booked']]
    )
    const page = await client.get(pageOf(answer)).at(all.host)
    assert.include(page.text(), 'This appointment is cancelled')
  })

  test('does not move a group whose service is for one by now', async ({ client, assert }) => {
    const all = await taking()
    const start = minuteIn(5, '10:00')
    const group = await at(all.nordlys, () => aGroup(all, start, { places: 6 }))
    await bookOnline(client, group, start)
    const path = await linkIn(all)
    await at(all.nordlys, () => group.service.merge({ capacity: 1 }).save())
    await cannotBeMoved({ client, assert }, { path, host: all.host })
    const answer = await client.post(`${path}/cancellation`).at(all.host).form({})
    answer.assertStatus(303)
    const appointment = await onlyAppointment(all)
    assert.equal(appointment.status, 'booked')
    assert.isEmpty(await at(all.nordlys, () => Attendance.all()))
  })

  test('keeps how long it takes, and lies over nothing any more', async ({ client, assert }) => {
    const long = { minutes: 90, bufferAfter: 15, overbook: true }
    const all = await replanned(client, async () => long)
    const move = (clock: string) =>
      client
        .post(`${all.path}/move`)
        .at(all.host)
        .form({ start: minuteIn(5, clock) })
    const tooLate = await move('15:00')
    tooLate.assertStatus(422)
    const before = await onlyAppointment(all)
    const answer = await move('14:00')
    answer.assertStatus(303)
    const { minutes, bufferAfter, isOverbooked, memberId, startsAt } = await onlyAppointment(all)
    assert.deepEqual(
      { minutes, bufferAfter, isOverbooked, memberId, start: startsAt.toMillis() / 60_000 },
      {
        ...{ minutes: 90, bufferAfter: 15, isOverbooked: false, memberId: before.memberId },
        start: minuteIn(5, '14:00'),
      }
    )
  })

  const planned: [string, () => Promise<Partial<Plan>>][] = [
    ['a room that the service does not need', inARoom],
    ['nobody in particular', async () => ({ memberId: null })],
  ]
  test('does not move what a member has planned with {0}, but cancels it')
    .with(planned)
    .run(async ({ client, assert }, [, to]) => {
      const all = await replanned(client, to)
      await cannotBeMoved({ client, assert }, all)
      const answer = await client.post(`${all.path}/cancellation`).at(all.host).form({})
      answer.assertStatus(303)
      const appointment = await onlyAppointment(all)
      assert.equal(appointment.status, 'cancelled')
    })

  test('tells nothing any more a week after the appointment', async (context) => {
    const { client, assert } = context
    const all = await clara(client)
    letPass(11 * 86_400_000, context)
    const soon = await client.get(all.path).at(all.host)
    soon.assertStatus(200)
    letPass(3 * 86_400_000, context)
    const late = await client.get(all.path).at(all.host)
    late.assertStatus(410)
    assert.include(late.text(), 'This appointment is over')
    assert.notInclude(late.text(), 'Physiotherapy')
  })

  test('is kept as a hash alone, and its page names nobody', async ({ client, assert }) => {
    const all = await clara(client)
    const token = all.path.split('/').at(-1)!
    const rows = await at(all.nordlys, () => Link.all())
    assert.lengthOf(rows, 1)
    assert.notInclude(JSON.stringify(rows), token)
    const page = await client.get(all.path).at(all.host)
    assert.notInclude(page.text(), 'Clara')
    assert.notInclude(page.text(), 'clara@')
    const guess = await client.get(`/booking/a/${'A'.repeat(43)}`).at(all.host)
    guess.assertStatus(404)
  })
})
