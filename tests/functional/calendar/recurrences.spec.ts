import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import AuditEvent from '#models/audit_event'
import Recurrence from '#models/recurrence'
import { aClient, aRoom, book, planOf } from '#tests/calendar'
import { at, countQueries, people } from '#tests/people'
import { datesTaken, refusing, repeat, walls, weekly } from '#tests/series'

const by = { by: SERVER }

test.group('Repeating appointments', () => {
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

  test('the rule goes with the client whose appointments they were', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { deleteClient } = await import('#personal_data/deletion')
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
