import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import { at, SYDHAVN } from '#tests/people'
import { GatewayApiPeer, hear } from '#tests/peers/sms'
import { switchOn } from '#tests/plugins'
import Gateway from '../../models/gateway.js'
import Message from '../../models/message.js'
import Rule from '../../models/rule.js'
import { SERVER } from '#audit/actor'
import {
  aGateway,
  aMinute,
  clarasAppointment,
  itIs,
  reminding,
  SECRET,
  SMS_BEFORE,
  TOKEN,
} from '../setting.js'
import { dueNow, theMessage, SENT } from '../sms.js'

test.group('SMS through GatewayAPI', (group) => {
  let peer: GatewayApiPeer
  group.each.setup(async () => {
    peer = await new GatewayApiPeer(TOKEN).start()
    return () => peer.stop()
  })

  test('are sent once, and the log of calls names fields only', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    await aMinute(all.nordlys)
    await aMinute(all.nordlys)

    const [sms, ...more] = peer.taken
    assert.deepEqual(more, [])
    assert.equal(peer.calls, 1)
    assert.deepInclude(sms, {
      to: '4520123456',
      from: 'Nordlys',
      text: 'Reminder: your appointment at Nordlys Fysioterapi is on Tuesday, June 15, 2027 at 10:00 AM. If you cannot come, please tell us in good time.',
    })
    assert.deepEqual(await theMessage(all.nordlys), { ...SENT, providerId: '1000001' })
    const calls = await at(all.nordlys, async () => clinicClient().from('outgoing_calls'))
    assert.lengthOf(calls, 1)
    assert.deepInclude(calls[0], { host: 'gatewayapi.com', outcome: 'answered 200' })
    const stored = JSON.stringify(calls)
    for (const secret of [TOKEN, '20123456', 'Tuesday']) assert.notInclude(stored, secret)
  })

  test('say nothing but a time where messages must be neutral', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    await at(all.nordlys, async () => {
      const rule = await Rule.query().firstOrFail()
      const words = { subject: null, body: '{service} with {member}: knee, {name}!' }
      await rule.word('en', words, { by: SERVER })
    })
    // It gives no proper answer, which counts as the strictest one.
    await switchOn(all.nordlys, 'crumbling')
    await aMinute(all.nordlys)
    assert.equal(
      peer.taken[0].text,
      'Reminder: your appointment is on Tuesday, June 15, 2027 at 10:00 AM. If you cannot come, please tell us in good time.'
    )
  })

  test('are delivered or not, as signed reports say, in whatever order they come', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    await aMinute(all.nordlys)
    const [sms] = peer.taken
    const report = (...given: Parameters<typeof peer.report>) => hear(peer.report(...given))

    assert.equal(await report(sms, 'DELIVERED', 'another-secret-altogether'), 403)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'sent' })
    assert.equal(await report(sms, 'ENROUTE', SECRET), 204)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'sent' })
    assert.equal(await report(sms, 'DELIVERED', SECRET), 204)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'delivered', reason: null })
    assert.equal(await report(sms, 'ENROUTE', SECRET), 204)
    assert.equal(await report(sms, 'EXPIRED', SECRET), 204)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'delivered', reason: null })

    // The clinic next door has no gateway, and so no secret that could fit.
    assert.equal(await hear(peer.report(sms, 'EXPIRED', SECRET), SYDHAVN), 403)
    // Not of ours: there is nothing to do, and the gateway need not come back.
    assert.equal(await report({ ...sms, id: '7', reference: 'x' }, 'DELIVERED', SECRET), 204)
  })

  test('that the network did not deliver say why', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    await aMinute(all.nordlys)
    const failure = { error: 'Absent subscriber', code: '0x0e01' }
    await hear(peer.report(peer.taken[0], 'UNDELIVERABLE', SECRET, failure))
    assert.deepInclude(await theMessage(all.nordlys), {
      state: 'failed',
      reason: 'not_delivered',
      detail: 'Absent subscriber 0x0e01',
    })
  })

  test('wait as long as a busy gateway asks, and no longer than until the appointment', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    peer.faults.push({ status: 429, headers: { 'retry-after': '600' } }, { status: 503 })
    await aMinute(all.nordlys)
    const waiting = { state: 'planned', reason: 'busy', attempts: 1, nextTry: '10:10:00' }
    assert.deepInclude(await theMessage(all.nordlys), waiting)

    itIs('2027-06-14T10:09', context)
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 1)
    itIs('2027-06-14T10:10', context)
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), {
      ...waiting,
      attempts: 2,
      nextTry: '10:15:00',
    })
    assert.isEmpty(peer.taken)

    itIs('2027-06-14T10:15', context)
    await aMinute(all.nordlys)
    assert.lengthOf(peer.taken, 1)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'sent', reason: null, attempts: 3 })
  })

  test('all wait while the token is refused, and the page says so until it works', async (context) => {
    const { assert, client } = context
    const all = await dueNow(context)
    await clarasAppointment(all, { firstName: 'Carla' }, '12:00')
    itIs('2027-06-14T12:00', context)
    peer.faults.push({ status: 401, code: '0x0000' })
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 1)
    const broken = await client.get('/reminders').as(all.jonas)
    broken.assertTextIncludes('The gateway does not accept the clinic’s token')

    itIs('2027-06-14T12:05', context)
    await aMinute(all.nordlys)
    assert.lengthOf(peer.taken, 2)
    const mended = await client.get('/reminders').as(all.jonas)
    assert.notInclude(mended.text(), 'does not accept the clinic’s token')
  })

  test('wait while the account is empty, which is no fault of the token', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    peer.faults.push({ status: 403, code: '0x0216' }, { status: 500, code: '0x0209' })
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'planned', reason: 'no_credit' })
    // “Resource temporarily unavailable”: so it was not taken, whatever the status.
    itIs('2027-06-14T10:01', context)
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'planned', reason: 'busy' })
  })

  test('to a number that it blocks keep nobody else from theirs', async (context) => {
    const { assert, client } = context
    const all = await dueNow(context)
    await clarasAppointment(all, { firstName: 'Carla' }, '12:00')
    itIs('2027-06-14T12:00', context)
    peer.faults.push({ status: 403, code: '0x0215' })
    await aMinute(all.nordlys)
    assert.lengthOf(peer.taken, 1)
    const messages = await at(all.nordlys, () => Message.query().orderBy('dueAt'))
    const found = messages.map(({ state, reason }) => ({ state, reason }))
    assert.deepEqual(found, [
      { state: 'failed', reason: 'blocked' },
      { state: 'sent', reason: null },
    ])
    const page = await client.get('/reminders').as(all.jonas)
    assert.notInclude(page.text(), 'does not accept')
  })

  test('are of use until the appointment begins, and no phone gets them later', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    await aMinute(all.nordlys)
    assert.equal(peer.taken[0].validity, 24 * 3600)
  })

  test('are for five days at most, because it tries no longer', async (context) => {
    const { assert } = context
    const all = await reminding(context, { ...SMS_BEFORE, amount: 7 * 24 })
    await at(all.nordlys, () => aGateway())
    await clarasAppointment(all)
    itIs('2027-06-08T10:00', context)
    await aMinute(all.nordlys)
    assert.equal(peer.taken[0].validity, 5 * 24 * 3600)
  })

  test('that it refuses for good are not tried again by themselves', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    peer.faults.push({ status: 400, code: '0x0308' })
    await aMinute(all.nordlys)
    itIs('2027-06-14T11:00', context)
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 1)
    assert.deepInclude(await theMessage(all.nordlys), {
      state: 'failed',
      reason: 'refused',
      detail: 'Refused: because (0x0308)',
    })
  })

  test('of which nobody knows are uncertain, until a report or a member decides', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    peer.faults.push('hangs up')
    await aMinute(all.nordlys)
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 1)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'uncertain', reason: 'unclear' })

    // Its answer was lost, but the report names our reference: so it went out.
    await hear(peer.report(peer.taken[0], 'DELIVERED', SECRET))
    assert.deepInclude(await theMessage(all.nordlys), {
      state: 'delivered',
      providerId: '1000001',
    })
  })

  test('wait for the next minute when the gateway hangs, and only the first is uncertain', async (context) => {
    const { assert } = context
    const all = await dueNow(context)
    itIs('2027-06-07T12:00', context)
    await clarasAppointment(all, { firstName: 'Carla' }, '12:00')
    itIs('2027-06-14T12:00', context)
    peer.faults.push('hangs up')
    const states = async () => {
      const messages = await at(all.nordlys, () => Message.query().orderBy('dueAt'))
      return messages.map(({ state }) => state)
    }
    await aMinute(all.nordlys)
    assert.deepEqual(await states(), ['uncertain', 'planned'])
    await aMinute(all.nordlys)
    assert.deepEqual(await states(), ['uncertain', 'sent'])
  })

  test('are sent again when a member wants it, once', async (context) => {
    const { assert, client } = context
    const all = await dueNow(context)
    peer.faults.push({ status: 500 })
    await aMinute(all.nordlys)
    const { id } = await at(all.nordlys, () => Message.query().firstOrFail())
    assert.deepInclude(await theMessage(all.nordlys), { state: 'uncertain' })

    const repeat = () => client.post(`/reminders/messages/${id}/repeat`).as(all.jonas)
    const response = await repeat()
    response.assertStatus(303)
    await repeat()
    await aMinute(all.nordlys)
    await aMinute(all.nordlys)
    assert.lengthOf(peer.taken, 1)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'sent', attempts: 1 })
  })

  test('are off while no gateway is set up, and then on for what is still to come', async (context) => {
    const { assert, client } = context
    const all = await dueNow(context)
    await at(all.nordlys, async () => {
      const gateway = await Gateway.query().firstOrFail()
      await gateway.remove({ by: SERVER })
    })
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 0)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'skipped', reason: 'sms_off' })
    const page = await client.get('/reminders').as(all.jonas)
    page.assertTextIncludes('SMS is off')

    // Its time has passed meanwhile.
    await at(all.nordlys, () => aGateway())
    itIs('2027-06-14T10:30', context)
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 0)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'skipped', reason: 'sms_off' })
  })
})
