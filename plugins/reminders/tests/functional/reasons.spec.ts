import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { aClient, textOf } from '#tests/clients'
import { aService, book, planOf } from '#tests/calendar'
import { setUpMail, takeMailAway } from '#tests/mails'
import { at } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import type Clinic from '#models/clinic'
import Rule from '../../models/rule.js'
import { reminderSettings } from '../../settings.js'
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

async function reasonsOf(clinic: Clinic) {
  const found = await reminders(clinic)
  return found.map(({ reason }) => reason)
}

test.group('Why no reminder is sent', () => {
  const wishes = [
    [{ email: null }, 'no_email', 'planned'],
    [{ phone: null }, 'planned', 'no_phone'],
    [{ phone: '+44 20 7946 0958' }, 'planned', 'not_mobile'],
    [{ emailOnly: true }, 'planned', 'email_only'],
    [{ neverCall: true }, 'planned', 'planned'],
    [{ channel: 'any' }, 'planned', 'planned'],
    [{ channel: 'email' }, 'planned', 'prefers_email'],
    [{ channel: 'email', email: null }, 'no_email', 'planned'],
    [{ channel: 'sms' }, 'prefers_sms', 'planned'],
    [{ channel: 'sms', phone: null }, 'planned', 'no_phone'],
    [{ channel: 'phone' }, 'prefers_phone', 'prefers_phone'],
    [{ channel: 'post' }, 'prefers_post', 'prefers_post'],
  ] as const

  test('{0} by e-mail: {1}, by SMS: {2}')
    .with(wishes.map((row) => row))
    .run(async (context, [values, byMail, bySms]) => {
      const all = await reminding(context, DAY_BEFORE, SMS_BEFORE)
      await at(all.nordlys, () => aGateway())
      await clarasAppointment(all, values)
      const found = await reminders(all.nordlys)
      context.assert.deepEqual(
        found.map(({ channel, state, reason }) => [channel, reason ?? state]),
        [
          ['email', byMail],
          ['sms', bySms],
        ]
      )
    })

  test('the clinic has no mail server; once it has one, those to come are planned', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE, { ...SMS_BEFORE, amount: 2 })
    await takeMailAway(all.nordlys)
    await at(all.nordlys, () => aGateway())
    await clarasAppointment(all, { channel: 'email' })
    assert.deepEqual(await reasonsOf(all.nordlys), ['email_off', null])
    await setUpMail(all.nordlys)
    await aMinute(all.nordlys)
    assert.deepEqual(await reasonsOf(all.nordlys), [null, 'prefers_email'])

    await takeMailAway(all.nordlys)
    await aMinute(all.nordlys)
    itIs('2027-06-14T12:00', context)
    await setUpMail(all.nordlys)
    await aMinute(all.nordlys)
    const [missed] = await reminders(all.nordlys)
    assert.deepEqual(missed, { ...PLANNED, state: 'skipped', reason: 'email_off' })
  })

  test('the service is not one of the rule', async (context) => {
    const all = await reminding(context)
    await at(all.nordlys, async () => {
      const [group, single] = [await aService({ name: 'Yoga' }), await aService()]
      const rule = { ...DAY_BEFORE, forAllServices: false, services: [single.id] }
      await Rule.make(rule, { by: SERVER })
      const client = await aClient()
      await book(planOf(all.signe, '10:00', { serviceId: single.id }), client)
      await book(planOf(all.signe, '11:00', { serviceId: group.id }), client)
      await book(planOf(all.signe, '12:00'), client)
    })
    const found = await reminders(all.nordlys)
    context.assert.deepEqual(
      found.map(({ reason, at: when }) => [when.slice(11), reason]),
      [
        ['10:00', null],
        ['11:00', 'service'],
        ['12:00', 'service'],
      ]
    )
  })

  test('it was booked too late, or the rule came later', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    itIs('2027-06-14T18:00', context)
    const { appointment } = await clarasAppointment(all)
    const skipped = { ...PLANNED, state: 'skipped', reason: 'booked_late' }
    assert.deepEqual(await reminders(all.nordlys), [skipped])

    const late = { ...SMS_BEFORE, channel: 'email' as const, amount: 17 }
    itIs('2027-06-14T18:30', context)
    await at(all.nordlys, () => Rule.make(late, { by: SERVER }))
    await aMinute(all.nordlys)
    assert.deepEqual(await reminders(all.nordlys), [
      skipped,
      { ...skipped, reason: 'rule_later', at: '2027-06-14T17:00' },
    ])

    await at(all.nordlys, () => appointment.cancel(null, { by: SERVER }))
    assert.deepEqual(await reasonsOf(all.nordlys), ['cancelled', 'cancelled'])
  })

  test('it waits for a confirmation, the client is archived or has come', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { client, appointment } = await clarasAppointment(all)
    await at(all.nordlys, async () => {
      await Appointment.book(planOf(all.signe, '12:00'), {
        by: SERVER,
        clients: [client],
        status: 'requested',
      })
      await appointment.mark('arrived', { by: SERVER })
    })
    assert.sameMembers(await reasonsOf(all.nordlys), ['requested', 'arrived'])

    itIs('2027-06-07T12:05', context)
    await at(all.nordlys, async () => {
      await appointment.mark('booked', { by: SERVER })
      const fresh = await Client.findOrFail(client.id)
      await fresh.archive({ by: SERVER })
    })
    await aMinute(all.nordlys)
    assert.sameMembers(await reasonsOf(all.nordlys), ['requested', 'archived'])
  })

  test('quiet hours left no time', async (context) => {
    const { assert } = context
    const all = await reminding(context, { ...DAY_BEFORE, amount: 1 })
    const quiet = { hasQuietHours: true, quietFrom: '21:00', quietUntil: '08:00' }
    await at(all.nordlys, () => reminderSettings.write(quiet))
    itIs('2027-06-14T23:00', context)
    await clarasAppointment(all, {}, '08:30')
    const line = { channel: 'email', state: 'skipped', reason: 'quiet', at: '2027-06-14T21:00' }
    assert.deepEqual(await reminders(all.nordlys), [line])
  })

  test('reminders were off when their time came', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment: planned } = await clarasAppointment(all)
    await switchOff(all.nordlys, 'reminders')
    const { appointment: unplanned } = await clarasAppointment(all, {}, '12:00')
    itIs('2027-06-15T14:00', context)
    await switchOn(all.nordlys, 'reminders')
    await aMinute(all.nordlys)
    const line = { ...PLANNED, state: 'skipped', reason: 'overdue' }
    assert.deepEqual(await reminders(all.nordlys), [line])
    const page = ({ id }: Appointment) => textOf(client.get(`/appointments/${id}`).as(all.ida))
    assert.include(await page(planned), 'It could not be sent before the appointment began.')
    assert.include(await page(unplanned), 'or reminders were off')
  })
})
