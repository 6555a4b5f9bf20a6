import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import { composeMessage } from '#mails/message'
import { utcNow } from '#models/columns'
import { mailsOf } from '#tests/mails'
import { at } from '#tests/people'
import { switchOn } from '#tests/plugins'
import {
  aMinute,
  clarasAppointment,
  DAY_BEFORE,
  itIs,
  PLANNED,
  reminders,
  reminding,
} from '../setting.js'

test.group('Sending reminders by e-mail', () => {
  test('once, when its time has come, however often the schedule runs', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
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

  test('tells of nothing but a time where it must be neutral, from nobody in particular', async (context) => {
    const { assert } = context
    const all = await reminding(context, DAY_BEFORE)
    await clarasAppointment(all, { locale: 'en' })
    itIs('2027-06-14T10:00', context)
    await switchOn(all.nordlys, 'crumbling')
    await aMinute(all.nordlys)
    const [mail] = await mailsOf(all.nordlys)
    for (const words of [mail.subject, mail.text, mail.html])
      assert.notMatch(words!, /Nordlys|Signe|Clara|Physio/)
    assert.include(mail.text!, 'June 15, 2027 at 10:00')
    const raw = await at(all.nordlys, () => composeMessage(mail))
    assert.match(raw.toString(), /^From: klinik@nordlys\.test\r$/m)
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
