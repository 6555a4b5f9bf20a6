import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import { aClient } from '#tests/clients'
import { book, planOf } from '#tests/calendar'
import { at } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import Rule from '../../models/rule.js'
import {
  aGateway,
  aMinute,
  clarasAppointment,
  DAY_BEFORE,
  itIs,
  PLANNED,
  reminders,
  reminding,
  SMS_BEFORE,
} from '../setting.js'

test.group('Planning reminders', () => {
  test('follows the appointment from booking to cancelling and back', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment } = await clarasAppointment(all)
    assert.deepEqual(await reminders(all.nordlys), [PLANNED])

    await at(all.nordlys, () => appointment.move({ wall: '2027-06-16T15:30' }, { by: SERVER }))
    const moved = { ...PLANNED, at: '2027-06-15T15:30' }
    assert.deepEqual(await reminders(all.nordlys), [moved])

    await at(all.nordlys, () => appointment.cancel('ill', { by: SERVER }))
    assert.deepEqual(await reminders(all.nordlys), [
      { ...moved, state: 'skipped', reason: 'cancelled' },
    ])

    await at(all.nordlys, () => appointment.restore({ by: SERVER }))
    assert.deepEqual(await reminders(all.nordlys), [moved])
    assert.deepEqual(await reminders(all.sydhavn), [])
  })

  test('makes up for what a crash between an appointment and its listener has left', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment } = await clarasAppointment(all)
    await at(all.nordlys, async () => {
      await clinicClient().from('reminders_messages').delete()
      await clinicClient().from('reminders_checks').delete()
    })
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [PLANNED])

    // Written past the model, as if the listener had never heard of it.
    await at(all.nordlys, () =>
      clinicClient()
        .from('appointments')
        .where('id', appointment.id)
        .update({ status: 'cancelled', updated_at: '2027-06-08T00:00:00.000Z' })
    )
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [
      { ...PLANNED, state: 'skipped', reason: 'cancelled' },
    ])
  })

  test('looks again when the client changes, and when the rules do', async (context) => {
    const { assert } = context
    const all = await reminding(context, SMS_BEFORE)
    const { client } = await clarasAppointment(all, { phone: null })
    const line = { ...PLANNED, channel: 'sms', state: 'skipped' }
    assert.deepEqual(await reminders(all.nordlys), [{ ...line, reason: 'sms_off' }])

    await at(all.nordlys, () => aGateway())
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [{ ...line, reason: 'no_phone' }])

    itIs('2027-06-07T12:05', context)
    await at(all.nordlys, () => client.revise({ phone: '20 12 34 56' }, { by: SERVER }))
    await aMinute(all.nordlys)
    const planned = { ...line, state: 'planned', reason: null }
    assert.deepEqual(await reminders(all.nordlys), [planned])

    itIs('2027-06-07T12:10', context)
    await at(all.nordlys, async () => {
      const rule = await Rule.query().firstOrFail()
      await rule.revise({ ...SMS_BEFORE, unit: 'days', amount: 2, clock: '09:30' }, { by: SERVER })
    })
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [{ ...planned, at: '2027-06-13T09:30' }])

    await at(all.nordlys, async () => {
      const rule = await Rule.query().firstOrFail()
      await rule.remove({ by: SERVER })
    })
    assert.deepEqual(await reminders(all.nordlys), [])
  })

  test('reminds everybody in a group who comes', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment, carla } = await at(all.nordlys, async () => {
      const clients = [await aClient(), await aClient({ firstName: 'Carla' })]
      const plan = planOf(all.signe, '10:00', { capacity: 5 })
      return { appointment: await book(plan, ...clients), carla: clients[1] }
    })
    assert.deepEqual(await reminders(all.nordlys), [PLANNED, PLANNED])

    await at(all.nordlys, () => Attendance.dismiss({ appointment, client: carla }, { by: SERVER }))
    assert.sameDeepMembers(await reminders(all.nordlys), [
      PLANNED,
      { ...PLANNED, state: 'skipped', reason: 'client_removed' },
    ])
    await at(all.nordlys, () => Attendance.admit({ appointment, client: carla }, { by: SERVER }))
    assert.deepEqual(await reminders(all.nordlys), [PLANNED, PLANNED])
  })

  test('plans nothing for meetings, for what a visitor still types, and where it is off', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    await at(all.nordlys, async () => {
      await book(planOf(all.signe, '08:00'))
      const client = await aClient()
      const plan = planOf(all.signe, '12:00')
      await Appointment.book(plan, { by: SERVER, clients: [client], status: 'held' })
    })
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [])

    await switchOff(all.nordlys, 'reminders')
    await clarasAppointment(all)
    assert.deepEqual(await reminders(all.nordlys), [])
    await switchOn(all.nordlys, 'reminders')
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [PLANNED])
  })
})
