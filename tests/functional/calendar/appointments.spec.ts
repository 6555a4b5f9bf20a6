import { test } from '@japa/runner'
import { DateTime, Settings as Clock } from 'luxon'
import { SERVER } from '#audit/actor'
import { Taken } from '#calendar/taken'
import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { aClient, aRoom, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'

const by = { by: SERVER }

/** What the calendar's refusal was about, or that there was none. */
async function refusal(work: Promise<unknown>) {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof Taken) return error.what
    throw error
  }
}

/** As whoever opens the page anew finds it. */
const again = ({ id }: Appointment) => Appointment.findOrFail(id)
const countRows = () => Appointment.query().then((rows) => rows.length)

test.group('Appointments', () => {
  test('says when in UTC, and keeps the wall time that was chosen', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { id } = await book(planOf(signe, '13:00', { bufferBefore: 5, bufferAfter: 10 }))
      const appointment = await Appointment.findOrFail(id)
      assert.equal(appointment.startsAt.toISO(), `${TUESDAY}T11:00:00.000Z`)
      assert.equal(appointment.endsAt.toISO(), `${TUESDAY}T11:50:00.000Z`)
      assert.equal(appointment.wallStart, `${TUESDAY}T13:00`)
      assert.equal(appointment.zone, 'Europe/Copenhagen')
      assert.equal(appointment.busyUntil - appointment.busyFrom, 65)
    })
  })

  test('a member is not booked twice; back to back, and with somebody else, is fine', async ({
    assert,
  }) => {
    const { nordlys, signe, mads } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '10:00'))
      for (const time of ['09:11', '09:30', '10:00', '10:30', '10:49'])
        assert.equal(await refusal(book(planOf(signe, time))), 'member', time)
      for (const time of ['09:10', '10:50'])
        assert.equal(await refusal(book(planOf(signe, time))), 'none', time)
      assert.equal(await refusal(book(planOf(mads, '10:00'))), 'none')
      assert.equal(await countRows(), 4)
    })
  })

  test('buffers keep others away', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '10:00', { bufferAfter: 10 }))
      assert.equal(await refusal(book(planOf(signe, '10:55'))), 'member')
      assert.equal(await refusal(book(planOf(signe, '11:05', { bufferBefore: 10 }))), 'member')
      assert.equal(await refusal(book(planOf(signe, '11:00'))), 'none')
    })
  })

  test('a room is not booked twice', async ({ assert }) => {
    const { nordlys, signe, mads } = await people()
    await at(nordlys, async () => {
      const [one, two] = [await aRoom('One'), await aRoom('Two')]
      await book(planOf(signe, '10:00', { roomId: one.id }))
      assert.equal(await refusal(book(planOf(mads, '10:30', { roomId: one.id }))), 'room')
      assert.equal(await refusal(book(planOf(mads, '10:30', { roomId: two.id }))), 'none')
    })
  })

  test('overbooking is a deliberate act, and marked; the next one is refused all the same', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '10:00'))
      const over = await book(planOf(signe, '10:30', { overbook: true }))
      const kept = await again(over)
      assert.isTrue(kept.isOverbooked)
      assert.equal(await refusal(book(planOf(signe, '10:40'))), 'member')
      assert.equal(await refusal(over.move({ overbook: false }, by)), 'member')
    })
  })

  test('moving onto what is taken changes nothing', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '10:00'))
      const noon = await book(planOf(signe, '12:00'))
      const moving = async (time: string) => {
        const appointment = await again(noon)
        await appointment.move({ wall: `${TUESDAY}T${time}` }, by)
      }
      assert.equal(await refusal(moving('10:30')), 'member')
      const stayed = await again(noon)
      assert.equal(stayed.wallStart, `${TUESDAY}T12:00`)
      assert.equal(await refusal(moving('10:50')), 'none')
      const moved = await again(noon)
      assert.equal(moved.startsAt.toISO(), `${TUESDAY}T08:50:00.000Z`)
      assert.equal(moved.sequence, 1)
    })
  })

  test('what is cancelled or missed is free again, and is not taken back over others', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const cancelled = await book(planOf(signe, '10:00'))
      await cancelled.cancel('Ill', by)
      const missed = await book(planOf(signe, '10:00'))
      await missed.mark('missed', by)
      const last = await book(planOf(signe, '10:00'))

      assert.equal(await refusal(cancelled.restore(by)), 'member')
      assert.equal(await refusal(missed.mark('booked', by)), 'member')
      assert.equal(await refusal(last.mark('arrived', by)), 'none')
      const still = await again(cancelled)
      assert.equal(still.status, 'cancelled')
      assert.equal(still.cancelReason, 'Ill')
    })
  })

  test('the front desk’s note and the reason of a cancellation lie encrypted', async ({
    assert,
  }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const appointment = await book(planOf(signe, '10:00', { note: 'Brings a cane' }))
      await appointment.cancel('Broken leg', by)
      const [row] = await clinicClient().from('appointments').select('*')
      assert.notInclude(JSON.stringify(row), 'cane')
      assert.notInclude(JSON.stringify(row), 'leg')
      const { note } = await again(appointment)
      assert.equal(note, 'Brings a cane')
    })
  })

  test('a group has as many places as it has', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const [anna, bo, carl] = [await aClient('Anna'), await aClient('Bo'), await aClient('Carl')]
      const group = await book(planOf(signe, '10:00', { capacity: 2 }), anna, bo)
      assert.equal(
        await refusal(Attendance.admit({ appointment: group, client: carl }, by)),
        'capacity'
      )
      assert.equal(await refusal(group.revise({ capacity: 1 }, by)), 'capacity')
      assert.equal(await refusal(Attendance.admit({ appointment: group, client: bo }, by)), 'none')
      await Attendance.dismiss({ appointment: group, client: bo }, by)
      assert.equal(
        await refusal(Attendance.admit({ appointment: group, client: carl }, by)),
        'none'
      )
      assert.equal(
        await refusal(
          Attendance.admit({ appointment: group, client: bo }, { ...by, overbook: true })
        ),
        'none'
      )
      const attendances = await Attendance.all()
      assert.lengthOf(attendances, 3)
    })
  })

  test('of many who ask at the same moment, one gets the time', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => refusal(book(planOf(signe, '10:00'))))
      )
      assert.equal(answers.filter((answer) => answer === 'none').length, 1)
      assert.equal(await countRows(), 1)
    })
  })

  test('the same request twice books once', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const anna = await aClient('Anna')
      const asking = { ...by, clients: [anna], requestKey: 'a-key-of-the-form' }
      const [first, second] = await Promise.all([
        Appointment.book(planOf(signe, '10:00'), asking),
        Appointment.book(planOf(signe, '10:00'), asking),
      ])
      assert.equal(first.id, second.id)
      assert.equal(await countRows(), 1)
    })
  })

  test('a hold keeps others away until it is over', async ({ assert, cleanup }) => {
    cleanup(() => {
      Clock.now = () => Date.now()
    })
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const heldUntil = DateTime.utc().plus({ minutes: 10 })
      await Appointment.book(planOf(signe, '10:00'), { ...by, status: 'held', heldUntil })
      assert.equal(await refusal(book(planOf(signe, '10:00'))), 'member')
      Clock.now = () => Date.now() + 11 * 60_000
      assert.equal(await refusal(book(planOf(signe, '10:00'))), 'none')
      assert.equal(await countRows(), 1)
    })
  })

  test('whoever writes past the verbs is refused by the database', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '10:00'))
      const other = await book(planOf(signe, '12:00'))
      const [from] = await clinicClient().from('appointments').orderBy('busy_from').select('*')
      await assert.rejects(() =>
        clinicClient().from('appointments').where('id', other.id).update({
          busy_from: from.busy_from,
          busy_until: from.busy_until,
        })
      )
      await assert.rejects(() =>
        clinicClient()
          .insertQuery()
          .table('appointments')
          .insert({ ...from, id: 'copy' })
      )
    })
  })

  test('goes with its client; a group only loses a place', async ({ assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, async () => {
      const { deleteClient } = await import('#personal_data/deletion')
      const [anna, bo] = [await aClient('Anna'), await aClient('Bo')]
      await book(planOf(signe, '08:00'), anna)
      await book(planOf(signe, '10:00', { capacity: 5 }), anna, bo)
      await book(planOf(signe, '12:00'), bo)
      await deleteClient(anna, by)
      const left = await Appointment.query().preload('attendances').orderBy('starts_at')
      assert.deepEqual(
        left.map(({ attendances }) => attendances.map(({ clientId }) => clientId)),
        [[bo.id], [bo.id]]
      )
    })
  })
})
