import { test } from '@japa/runner'
import { Settings as Clock } from 'luxon'
import { SERVER } from '#audit/actor'
import { DatesTaken } from '#calendar/each_date'
import type { Plan } from '#calendar/plan'
import type { Rule } from '#calendar/recurrence'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import AuditEvent from '#models/audit_event'
import Recurrence, { type Scope } from '#models/recurrence'
import { aClient, aRoom, book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people } from '#tests/people'

const by = { by: SERVER }
const refusing = { ...by, onTaken: 'refuse' } as const
const weekly: Rule = { unit: 'week', every: 1, count: 4 }

const repeat = (plan: Plan, rule = weekly) => Recurrence.book(plan, rule, refusing)

/** Every appointment that takes place, as its wall time without the year. */
async function walls() {
  const rows = await Appointment.query().whereNot('status', 'cancelled').orderBy('starts_at')
  return rows.map(({ wallStart }) => wallStart.slice(5))
}

async function change(nth: number, scope: Scope, to: Partial<Plan>, asked = refusing as never) {
  const rows = await Appointment.query().whereNotNull('recurrence_id').orderBy('rule_wall')
  const appointment = rows[nth]
  const recurrence = await Recurrence.findOrFail(appointment.recurrenceId)
  return recurrence.change({ appointment, scope }, to, asked)
}

async function cancel(nth: number, scope: Scope) {
  const rows = await Appointment.query().whereNotNull('recurrence_id').orderBy('rule_wall')
  const recurrence = await Recurrence.findOrFail(rows[nth].recurrenceId)
  return recurrence.cancel({ appointment: rows[nth], scope }, 'Summer', by)
}

async function datesTaken(work: Promise<unknown>) {
  try {
    await work
    return []
  } catch (error) {
    if (error instanceof DatesTaken) return error.dates.map(({ wall }) => wall.slice(5, 10))
    throw error
  }
}

const rulesNow = async () => {
  const found = await Recurrence.query().orderBy('wall_start')
  return found.map(({ wallStart, rule }) => `${wallStart.slice(5)} ${rule}`)
}

const later = (days: number) => {
  Clock.now = () => Date.parse(`${TUESDAY}T00:00Z`) + days * 864e5
}

test.group('Repeating appointments', (group) => {
  group.each.teardown(() => {
    Clock.now = () => Date.now()
  })

  test('books each date as an appointment of its own, with its client', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const anna = await aClient('Anna')
      const { appointments, skipped } = await Recurrence.book(planOf(signe, '13:00'), weekly, {
        ...refusing,
        clients: [anna],
      })
      assert.deepEqual(await walls(), ['06-15T13:00', '06-22T13:00', '06-29T13:00', '07-06T13:00'])
      assert.deepEqual(skipped, [])
      const rows = await Appointment.query().preload('attendances')
      assert.isTrue(rows.every(({ attendances }) => attendances[0].clientId === anna.id))
      assert.isTrue(rows.every((row) => row.isRepeated && !row.isMovedByItself))
      assert.equal(new Set(rows.map(({ recurrenceId }) => recurrenceId)).size, 1)
      assert.lengthOf(appointments, 4)
      assert.lengthOf(await AuditEvent.query().where('action', 'appointment.booked'), 4)
    })
  })

  test('a weekly 13:00 in {$self} is at 13:00 when clocks have changed')
    .with(['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo'] as const)
    .run(async ({ assert }, timeZone) => {
      const { nordlys, signe } = await people()
      await at(nordlys, async () => {
        await clinicSettings.write({ ...clinicSettings.read(), timeZone })
        await repeat(planOf(signe, '13:00'), { unit: 'week', every: 2, count: 40 })
        const rows = await Appointment.query()
        const shown = rows.map(({ startsAt }) => startsAt.setZone(timeZone).toFormat('cccc HH:mm'))
        assert.deepEqual([...new Set(shown)], ['Tuesday 13:00'])
        assert.lengthOf(shown, 40)
        const offsets = new Set(rows.map(({ startsAt }) => startsAt.setZone(timeZone).offset))
        assert.equal(offsets.size, timeZone === 'Asia/Tokyo' ? 1 : 2)
      })
    })

  test('refuses all of it and names every date that is taken', async ({ assert }) => {
    const { nordlys, signe, mads } = await people()
    await at(nordlys, async () => {
      const room = await aRoom()
      await book(planOf(signe, '13:30', { wall: '2027-06-22T13:30' }))
      await book(planOf(mads, '13:30', { wall: '2027-07-06T13:30', roomId: room.id }))
      const plan = planOf(signe, '13:00', { roomId: room.id })

      const preview = await Recurrence.preview(plan, weekly)
      assert.deepEqual(
        preview.map(({ wall, taken }) => [wall.slice(5, 10), taken]),
        [
          ['06-15', null],
          ['06-22', 'member'],
          ['06-29', null],
          ['07-06', 'room'],
        ]
      )
      assert.deepEqual(await datesTaken(repeat(plan)), ['06-22', '07-06'])
      assert.deepEqual(await walls(), ['06-22T13:30', '07-06T13:30'])
      assert.lengthOf(await Recurrence.all(), 0)
      assert.lengthOf(await AuditEvent.query().where('action', 'appointment.booked'), 2)
    })
  })

  test('skips the dates that are taken, or lays itself over them and says so', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '13:30', { wall: '2027-06-22T13:30' }))
      const plan = planOf(signe, '13:00')
      const { skipped } = await Recurrence.book(plan, weekly, { ...by, onTaken: 'skip' })
      assert.deepEqual(skipped, [{ wall: '2027-06-22T13:00', taken: 'member' }])
      assert.deepEqual(await walls(), ['06-15T13:00', '06-22T13:30', '06-29T13:00', '07-06T13:00'])

      await Recurrence.book(plan, weekly, { ...by, onTaken: 'overbook' })
      const rows = await Appointment.query().orderBy('starts_at').orderBy('created_at')
      assert.lengthOf(rows, 8)
      assert.lengthOf(
        rows.filter(({ isOverbooked }) => isOverbooked),
        4
      )
    })
  })

  test('lays only those dates over others that are taken', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '13:30', { wall: '2027-06-22T13:30' }))
      await Recurrence.book(planOf(signe, '13:00'), weekly, { ...by, onTaken: 'overbook' })
      const rows = await Appointment.query().where('is_overbooked', true)
      assert.deepEqual(
        rows.map(({ wallStart }) => wallStart),
        ['2027-06-22T13:00']
      )
    })
  })

  test('skipping every date is a refusal; so are more clients than places', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await repeat(planOf(signe, '13:00'))
      const skipping = { ...by, onTaken: 'skip' } as const
      const again = Recurrence.book(planOf(signe, '13:00'), weekly, skipping)
      assert.lengthOf(await datesTaken(again), 4)
      const clients = [await aClient('Anna'), await aClient('Bo')]
      await assert.rejects(
        () => Recurrence.book(planOf(signe, '15:00'), weekly, { ...skipping, clients }),
        /capacity/
      )
      assert.lengthOf(await Appointment.all(), 4)
    })
  })

  test('the same request twice books one series', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const asked = { ...refusing, requestKey: 'of-the-form' }
      const first = await Recurrence.book(planOf(signe, '13:00'), weekly, asked)
      const second = await Recurrence.book(planOf(signe, '13:00'), weekly, asked)
      const ids = ({ appointments }: typeof first) => appointments.map(({ id }) => id)
      assert.deepEqual(ids(second), ids(first))
      assert.lengthOf(await Appointment.all(), 4)
    })
  })

  test('moves this and later ones, and leaves the rest a series of its own', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await repeat(planOf(signe, '13:00'))
      await change(2, 'later', { wall: '2027-06-30T14:30', title: 'Training' })
      assert.deepEqual(await walls(), ['06-15T13:00', '06-22T13:00', '06-30T14:30', '07-07T14:30'])
      assert.deepEqual(await rulesNow(), [
        '06-15T13:00 FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270628T235959',
        '06-30T14:30 FREQ=WEEKLY;INTERVAL=1;BYDAY=WE;COUNT=2',
      ])
      const titles = await Appointment.query().orderBy('starts_at')
      assert.deepEqual(
        titles.map(({ title }) => title),
        [null, null, 'Training', 'Training']
      )
      await change(0, 'all', { wall: '2027-06-15T08:00' })
      assert.deepEqual(await walls(), ['06-15T08:00', '06-22T08:00', '06-30T14:30', '07-07T14:30'])
    })
  })

  test('a daily series steps onto its own places', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await repeat(planOf(signe, '13:00'), { unit: 'day', every: 1, count: 4 })
      await change(0, 'all', { wall: '2027-06-16T13:00' })
      assert.deepEqual(await walls(), ['06-16T13:00', '06-17T13:00', '06-18T13:00', '06-19T13:00'])
      await change(1, 'all', { wall: '2027-06-15T13:10' })
      assert.deepEqual(await walls(), ['06-14T13:10', '06-15T13:10', '06-16T13:10', '06-17T13:10'])
    })
  })

  test('one that was moved by itself keeps its time, and takes over the rest', async ({
    assert,
  }) => {
    const { nordlys, signe, mads } = await people()
    await at(nordlys, async () => {
      const { appointments } = await repeat(planOf(signe, '13:00'))
      await appointments[1].move({ wall: '2027-06-23T09:00' }, by)
      await change(0, 'all', { wall: '2027-06-15T14:00', memberId: mads.member.id })
      assert.deepEqual(await walls(), ['06-15T14:00', '06-23T09:00', '06-29T14:00', '07-06T14:00'])
      const rows = await Appointment.query().orderBy('starts_at')
      assert.isTrue(rows.every(({ memberId }) => memberId === mads.member.id))
      assert.deepEqual(
        rows.map(({ isMovedByItself }) => isMovedByItself),
        [false, true, false, false]
      )
      // Taking hold of it moves the others to where it is put.
      await change(1, 'all', { wall: '2027-06-22T10:00' })
      assert.deepEqual(await walls(), ['06-15T10:00', '06-22T10:00', '06-29T10:00', '07-06T10:00'])
    })
  })

  test('what has begun, was cancelled or is done is never changed', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { appointments } = await repeat(planOf(signe, '13:00'), { ...weekly, count: 5 })
      await appointments[3].cancel('Ill', by)
      later(8)
      await change(4, 'all', { wall: '2027-07-13T15:00' })
      const rows = await Appointment.query().orderBy('starts_at')
      assert.deepEqual(
        rows.map(({ wallStart, status }) => `${wallStart.slice(5)} ${status}`),
        [
          '06-15T13:00 booked',
          '06-22T13:00 booked',
          '06-29T15:00 booked',
          '07-06T13:00 cancelled',
          '07-13T15:00 booked',
        ]
      )
    })
  })

  test('a change that does not fit everywhere changes nothing, or leaves those where they are', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await repeat(planOf(signe, '13:00'))
      await book(planOf(signe, '15:00', { wall: '2027-06-29T15:00' }))
      const to = { wall: '2027-06-15T15:00' }
      assert.deepEqual(await datesTaken(change(0, 'all', to)), ['06-29'])
      assert.deepEqual(await walls(), [
        '06-15T13:00',
        '06-22T13:00',
        '06-29T13:00',
        '06-29T15:00',
        '07-06T13:00',
      ])
      await change(0, 'all', to, { ...by, onTaken: 'skip' } as never)
      assert.deepEqual(await walls(), [
        '06-15T15:00',
        '06-22T15:00',
        '06-29T13:00',
        '06-29T15:00',
        '07-06T15:00',
      ])
      const [stayed] = await Appointment.query().where('wall_start', '2027-06-29T13:00')
      assert.isTrue(stayed.isMovedByItself)
      await book(planOf(signe, '16:00', { wall: '2027-07-06T16:00' }))
      await change(0, 'all', { wall: '2027-06-15T15:30' }, { ...by, onTaken: 'overbook' } as never)
      const over = await Appointment.query().where('is_overbooked', true)
      assert.deepEqual(
        over.map(({ wallStart, sequence }) => [wallStart, sequence]),
        [['2027-07-06T15:30', 2]]
      )
    })
  })

  test('cancels this one, later ones, or all that are still to come', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await repeat(planOf(signe, '13:00'), { ...weekly, count: 6 })
      assert.lengthOf(await cancel(4, 'later'), 2)
      assert.deepEqual(await rulesNow(), [
        '06-15T13:00 FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270712T235959',
      ])
      later(8)
      assert.lengthOf(await cancel(0, 'all'), 2)
      assert.deepEqual(await walls(), ['06-15T13:00', '06-22T13:00'])
      const reasons = await Appointment.query().where('status', 'cancelled')
      assert.isTrue(reasons.every(({ cancelReason }) => cancelReason === 'Summer'))
    })
  })

  test('the rule goes with the client whose appointments they were', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { deleteClient } = await import('#clients/deletion')
      const anna = await aClient('Anna')
      await Recurrence.book(planOf(signe, '13:00'), weekly, { ...refusing, clients: [anna] })
      await repeat(planOf(signe, '15:00'))
      await deleteClient(anna, by)
      assert.lengthOf(await Recurrence.all(), 1)
      assert.lengthOf(await Appointment.all(), 4)
    })
  })

  test('a preview of many dates asks no more often than one of a few', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const asking = (count: number) =>
        countQueries(() => Recurrence.preview(planOf(signe, '13:00'), { ...weekly, count }))
      assert.equal(await asking(3), await asking(100))
    })
  })
})
