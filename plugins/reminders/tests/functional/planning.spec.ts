import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { utcNow } from '#models/columns'
import { aClient } from '#tests/clients'
import { aService, book, planOf } from '#tests/calendar'
import { setUpMail } from '#tests/mails'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import type Clinic from '#models/clinic'
import Rule from '../../models/rule.js'
import {
  aGateway,
  aMinute,
  clarasAppointment,
  DAY_BEFORE,
  itIs,
  reminders,
  reminding,
  SMS_BEFORE,
} from '../setting.js'

const PLANNED = {
  channel: 'email',
  state: 'planned',
  reason: null,
  at: '2027-06-14T10:00',
} as const

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

    await at(all.nordlys, () => appointment.dismiss(carla, { by: SERVER }))
    assert.sameDeepMembers(await reminders(all.nordlys), [
      PLANNED,
      { ...PLANNED, state: 'skipped', reason: 'client_removed' },
    ])
    await at(all.nordlys, () => appointment.admit(carla, { by: SERVER }))
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
})

test.group('Sending reminders by e-mail', () => {
  test('once, when its time has come, however often the schedule runs', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    await setUpMail(all.nordlys)
    await clarasAppointment(all, { locale: 'da' })
    itIs('2027-06-14T09:59', context)
    await aMinute(all.nordlys)
    assert.deepEqual(await mailsOf(all.nordlys), [])

    itIs('2027-06-14T10:00', context)
    await aMinute(all.nordlys)
    await aMinute(all.nordlys)
    const [mail, ...more] = await mailsOf(all.nordlys)
    assert.deepEqual(more, [])
    assert.equal(mail.recipient, 'clara@example.test')
    assert.equal(mail.recipientName, 'Clara Østergaard')
    assert.equal(mail.subject, 'Påmindelse: din aftale tirsdag den 15. juni 2027')
    assert.include(mail.text!, 'Hej Clara Østergaard\n\nVi minder om din aftale tirsdag')
    assert.include(mail.text!, 'kl. 10.00 hos Signe Dahl.')
    assert.equal(mail.usefulUntil!.toISO(), '2027-06-15T08:00:00.000Z')
    assert.deepEqual(await reminders(all.nordlys), [{ ...PLANNED, state: 'sent' }])
  })

  const displays = [
    ['first', 'Clara', 'Hello Clara,\n'],
    ['hidden', null, 'Hello,\n'],
  ] as const
  test('calls clients in a mail as the precautions want it: {0}')
    .with(displays.map((row) => row))
    .run(async (context, [display, name, greeting]) => {
      const all = await reminding(context, DAY_BEFORE)
      await switchOn(all.nordlys, 'calendar-mask')
      await at(all.nordlys, async () => {
        const row = { id: 'calendar-mask', values: JSON.stringify({ mail: display }) }
        await clinicClient()
          .insertQuery()
          .table('settings')
          .insert({ ...row, updated_at: utcNow() })
        await reloadClinicState()
      })
      await clarasAppointment(all, { locale: 'en' })
      itIs('2027-06-14T10:00', context)
      await aMinute(all.nordlys)
      const [mail] = await mailsOf(all.nordlys)
      context.assert.equal(mail.recipientName, name)
      context.assert.isTrue(mail.text!.startsWith(greeting), mail.text!)
    })

  test('late, if the server was not running, but not after the appointment has begun', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    await clarasAppointment(all)
    await clarasAppointment(all, { firstName: 'Carla' }, '16:00')
    itIs('2027-06-15T12:00', context)
    await aMinute(all.nordlys)
    const found = await reminders(all.nordlys)
    assert.deepEqual(
      found.map(({ state, reason }) => [state, reason]),
      [
        ['skipped', 'overdue'],
        ['sent', null],
      ]
    )
    assert.lengthOf(await mailsOf(all.nordlys), 1)
  })

  test('takes back what waits in the outbox when the appointment moves or is cancelled', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment } = await clarasAppointment(all)
    itIs('2027-06-14T10:00', context)
    await aMinute(all.nordlys)

    await at(all.nordlys, () => appointment.move({ wall: '2027-06-18T10:00' }, { by: SERVER }))
    const [mail] = await mailsOf(all.nordlys)
    assert.equal(mail.state, 'cancelled')
    assert.deepEqual(await reminders(all.nordlys), [{ ...PLANNED, at: '2027-06-17T10:00' }])

    itIs('2027-06-17T10:00', context)
    await aMinute(all.nordlys)
    await at(all.nordlys, () => appointment.cancel(null, { by: SERVER }))
    const mails = await mailsOf(all.nordlys)
    assert.deepEqual(
      mails.map(({ state }) => state),
      ['cancelled', 'cancelled']
    )
  })

  test('reminds of the new time too, when it had reminded of the old one', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment } = await clarasAppointment(all)
    itIs('2027-06-14T10:00', context)
    await aMinute(all.nordlys)
    await at(all.nordlys, async () => {
      await clinicClient().from('outbox_mails').update({ state: 'sent' })
      await appointment.move({ wall: '2027-06-18T10:00' }, { by: SERVER })
    })
    const sent = { ...PLANNED, state: 'sent' }
    assert.deepEqual(await reminders(all.nordlys), [sent, { ...PLANNED, at: '2027-06-17T10:00' }])

    // Back to where it was: of that the client knows.
    await at(all.nordlys, () => appointment.move({ wall: '2027-06-15T10:00' }, { by: SERVER }))
    assert.deepEqual(await reminders(all.nordlys), [sent])
  })
})

async function reasonsOf(clinic: Clinic) {
  const found = await reminders(clinic)
  return found.map(({ reason }) => reason)
}
