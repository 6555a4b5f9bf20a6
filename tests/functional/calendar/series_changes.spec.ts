import { test } from '@japa/runner'
import { Settings as Clock } from 'luxon'
import { SERVER } from '#audit/actor'
import type { Plan } from '#calendar/plan'
import Appointment from '#models/appointment'
import Recurrence, { type Scope } from '#models/recurrence'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'
import { datesTaken, refusing, repeat, walls, weekly } from '#tests/series'

type Asked = Parameters<Recurrence['change']>[2]

const by = { by: SERVER }

async function change(nth: number, scope: Scope, to: Partial<Plan>, asked: Asked = refusing) {
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

const rulesNow = async () => {
  const found = await Recurrence.query().orderBy('wall_start')
  return found.map(({ wallStart, rule }) => `${wallStart.slice(5)} ${rule}`)
}

const later = (days: number) => {
  Clock.now = () => Date.parse(`${TUESDAY}T00:00Z`) + days * 864e5
}

test.group('Changes of repeating appointments', (group) => {
  group.each.teardown(() => {
    Clock.now = () => Date.now()
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
      await change(0, 'all', to, { ...by, onTaken: 'skip' })
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
      await change(0, 'all', { wall: '2027-06-15T15:30' }, { ...by, onTaken: 'overbook' })
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
})
