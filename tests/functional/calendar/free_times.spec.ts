import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { type Wish, freeTimes, vacancyAt, timesOfAnyone } from '#calendar/free/free_times'
import { minuteOf, momentOf } from '#calendar/wall_time'
import { clinicClient, clinicDatabaseFile } from '#clinics/database'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import type Service from '#models/service'
import { utcNow } from '#models/columns'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { letPass } from '#tests/clock'
import { at, countQueries, type People, type Person, people } from '#tests/people'

const ZONE = 'Europe/Copenhagen'

/** Signe and Mads work on Tuesdays from nine to noon. */
async function atWork(): Promise<People> {
  const all = await people()
  await at(all.nordlys, async () => {
    for (const person of [all.signe, all.mads]) await worksOn(person, 2, '09:00', '12:00')
  })
  return all
}

async function worksOn({ member }: Person, weekday: number, starts: string, ends: string) {
  await clinicClient().table('working_hours').insert({
    id: crypto.randomUUID(),
    member_id: member.id,
    weekday,
    starts,
    ends,
    created_at: utcNow(),
  })
}

function wish(service: Service, more: Partial<Wish> = {}): Wish {
  return { service, from: TUESDAY, until: TUESDAY, grid: 60, ...more }
}

/** What clocks show when it can begin, with whomever. */
async function clocks(wished: Wish) {
  const times = timesOfAnyone(await freeTimes(wished))
  return times.map((minute) =>
    DateTime.fromMillis(minute * 60_000, { zone: ZONE }).toFormat('HH:mm')
  )
}

const minuteAt = (time: string) => minuteOf(momentOf(`${TUESDAY}T${time}`, ZONE))

test.group('Free times', () => {
  test('are those of who offers it, and of anyone together', async ({ assert }) => {
    const { nordlys, signe, mads, jonas } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({}, signe, mads, jonas)
      await book(planOf(signe, '10:00', { bufferAfter: 15 }))
      await book(planOf(mads, '09:30', { minutes: 150 }))
      const times = await freeTimes(wish(service))
      assert.deepEqual(Object.fromEntries(times), {
        [signe.member.id]: [minuteAt('09:00')],
        [mads.member.id]: [],
        [jonas.member.id]: [],
      })
      assert.deepEqual(await clocks(wish(service, { grid: 5 })), [
        ...['09:00', '09:05', '09:10'],
        ...['11:05', '11:10'],
      ])
      assert.deepEqual(await clocks(wish(service, { memberId: mads.member.id })), [])
    })
  })

  test('leave out what lies too soon or too far ahead, holidays and time off', async ({
    assert,
  }) => {
    const { nordlys, signe } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({}, signe)
      const whole = await clocks(wish(service))
      assert.deepEqual(whole, ['09:00', '10:00', '11:00'])
      const limits = { notBefore: minuteAt('09:01'), notAfter: minuteAt('10:59') }
      assert.deepEqual(await clocks(wish(service, limits)), ['10:00'])
      await clinicClient()
        .table('time_off')
        .insert({
          id: crypto.randomUUID(),
          member_id: signe.member.id,
          kind: 'course',
          starts_at: momentOf(`${TUESDAY}T10:30`, ZONE).toISO(),
          ends_at: momentOf(`${TUESDAY}T11:00`, ZONE).toISO(),
          created_at: utcNow(),
        })
      assert.deepEqual(await clocks(wish(service)), ['09:00', '11:00'])
      await clinicClient()
        .table('holidays')
        .insert({ date: TUESDAY, name: 'A feast', created_at: utcNow() })
      assert.deepEqual(await clocks(wish(service)), [])
    })
  })

  test('need a room where the service does', async ({ assert }) => {
    const { nordlys, signe, mads } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({ needsRoom: true }, signe)
      assert.deepEqual(await clocks(wish(service)), [])
      const room = await aRoom()
      assert.deepEqual(await clocks(wish(service)), ['09:00', '10:00', '11:00'])
      await book(planOf(mads, '10:00', { roomId: room.id }))
      assert.deepEqual(await clocks(wish(service)), ['09:00', '11:00'])
      const place = await vacancyAt(wish(service), minuteAt('09:00'))
      assert.deepEqual(place, {
        memberId: signe.member.id,
        locationId: null,
        roomId: room.id,
        appointmentId: null,
        supply: { whole: 100, now: 100, after: 50 },
      })
      assert.isNull(await vacancyAt(wish(service), minuteAt('10:00')))
    })
  })

  test('of a group are where the clinic has put one, until it is full', async ({ assert }) => {
    const { nordlys, signe } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({ capacity: 2 }, signe)
      assert.deepEqual(await clocks(wish(service)), [])
      const plan = planOf(signe, '09:30', { capacity: 2, serviceId: service.id })
      const group = await book(plan, await aClient('Anna'))
      assert.deepEqual(await clocks(wish(service)), ['09:30'])
      const place = await vacancyAt(wish(service), minuteAt('09:30'))
      assert.equal(place?.appointmentId, group.id)
      await Attendance.admit({ appointment: group, client: await aClient('Bo') }, { by: SERVER })
      assert.deepEqual(await clocks(wish(service)), [])
      assert.isNull(await vacancyAt(wish(service), minuteAt('09:30')))
    })
  })

  test('come back when a hold ends, although nobody has written anything', async (context) => {
    const { assert } = context
    const { nordlys, signe } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({}, signe)
      const group = await aService({ capacity: 2 }, signe)
      const heldUntil = DateTime.utc().plus({ minutes: 10 })
      const holding = { by: SERVER, status: 'held' as const, heldUntil }
      await Appointment.book(planOf(signe, '10:00'), holding)
      const plan = planOf(signe, '13:00', { capacity: 1, serviceId: group.id })
      const { id: appointmentId } = await book(plan)
      await Attendance.create({ appointmentId, clientId: null, status: 'held', heldUntil })
      const both = async () => [await clocks(wish(service)), await clocks(wish(group))]
      assert.deepEqual(await both(), [['09:00', '11:00'], []])
      letPass(11 * 60_000, context)
      assert.deepEqual(await both(), [['09:00', '10:00', '11:00'], ['13:00']])
    })
  })

  test('do not come back when a hold ends that a member has made an appointment of', async (context) => {
    const { assert } = context
    const { nordlys, signe } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({}, signe)
      const heldUntil = DateTime.utc().plus({ minutes: 10 })
      const holding = { by: SERVER, status: 'held' as const, heldUntil }
      const takenBack = await Appointment.book(planOf(signe, '09:00'), holding)
      await takenBack.cancel(null, { by: SERVER })
      await takenBack.restore({ by: SERVER })
      const marked = await Appointment.book(planOf(signe, '10:00'), holding)
      await marked.mark('arrived', { by: SERVER })
      const settled = await Appointment.book(planOf(signe, '11:00'), holding)
      await settled.settle(await aClient('Bo'), 'booked', { by: SERVER })
      assert.deepEqual(await clocks(wish(service)), [])
      letPass(11 * 60_000, context)
      await book(planOf(signe, '14:00'))
      assert.deepEqual(await clocks(wish(service)), [])
      // Whoever writes past the verbs is refused.
      const { id, heldUntil: none } = await settled.refresh()
      assert.isNull(none)
      const held = clinicClient().from('appointments').where('id', id)
      await assert.rejects(() => held.update({ held_until: utcNow() }), /CHECK constraint failed/)
    })
  })

  test('are kept until somebody writes, whoever that is, and never out of a transaction', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys, signe } = await atWork()
    await at(nordlys, async () => {
      const service = await aService({}, signe)
      const ask = () => clocks(wish(service))
      await ask()
      const again = await countQueries(ask)
      assert.equal(again, 0)

      const nine = await book(planOf(signe, '09:00'))
      assert.deepEqual(await ask(), ['10:00', '11:00'])
      await nine.cancel(null, { by: SERVER })
      assert.deepEqual(await ask(), ['09:00', '10:00', '11:00'])

      await assert.rejects(() =>
        transaction(async () => {
          await book(planOf(signe, '09:00'))
          assert.deepEqual(await ask(), ['10:00', '11:00'])
          throw new Error('never mind')
        })
      )
      assert.deepEqual(await ask(), ['09:00', '10:00', '11:00'])
    })

    // Another process on the same file.
    const other = new Database(clinicDatabaseFile(nordlys.id))
    cleanup(() => void other.close())
    const inClinic = <T>(work: () => Promise<T>) => at(nordlys, work)
    const service = await inClinic(() => aService({}, signe))
    const ask = () => inClinic(() => clocks(wish(service)))
    assert.lengthOf(await ask(), 3)
    other.exec(
      `insert into holidays (date, name, created_at) values ('${TUESDAY}', 'A feast', '${utcNow()}')`
    )
    assert.lengthOf(await ask(), 0)
  })

  test('take as many queries for one member as for three', async ({ assert }) => {
    const { nordlys, signe, mads, jonas } = await atWork()
    await at(nordlys, async () => {
      const one = await aService({ needsRoom: true }, signe)
      const three = await aService({ needsRoom: true }, signe, mads, jonas)
      await aRoom()
      const queries = (service: Service) => countQueries(() => freeTimes(wish(service)))
      assert.equal(await queries(one), await queries(three))
    })
  })
})
