import { test } from '@japa/runner'
import { at, SYDHAVN } from '#tests/people'
import { hear, TwilioPeer } from '#tests/peers/sms'
import Message from '../../models/message.js'
import { ACCOUNT, aGateway, aMinute, clarasAppointment, itIs, TOKEN } from '../setting.js'
import { dueNow, theMessage, SENT } from '../sms.js'

test.group('SMS through Twilio', (group) => {
  let peer: TwilioPeer
  group.each.setup(async () => {
    peer = await new TwilioPeer(ACCOUNT, TOKEN).start()
    return () => peer.stop()
  })

  test('are sent, and reported about at an address of their own', async (context) => {
    const { assert } = context
    const all = await dueNow(context, 'twilio')
    await aMinute(all.nordlys)
    const [sms, ...more] = peer.taken
    assert.deepEqual(more, [])
    assert.deepInclude(sms, { to: '4520123456', from: 'Nordlys' })
    assert.deepEqual(await theMessage(all.nordlys), { ...SENT, providerId: sms.id })

    const sent = peer.report(sms, 'sent')
    assert.equal(await hear({ ...sent, body: sent.body.replace('sent', 'failed') }), 403)
    assert.equal(await hear({ ...sent, path: sent.path.replace(/=.*/, '=x') }), 403)
    assert.equal(await hear(sent, SYDHAVN), 403)
    assert.equal(await hear(sent), 204)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'sent' })
    assert.equal(await hear(peer.report(sms, 'delivered')), 204)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'delivered' })
  })

  test('are of use until the appointment begins, or as long as it keeps anything', async (context) => {
    const { assert } = context
    const all = await dueNow(context, 'twilio')
    await clarasAppointment(all, { firstName: 'Carla' }, '18:00')
    peer.faults.push({ status: 429, code: 20429, headers: { 'retry-after': '82800' } })
    for (const time of ['2027-06-14T10:00', '2027-06-14T18:00', '2027-06-15T09:00']) {
      itIs(time, context)
      await aMinute(all.nordlys)
    }
    assert.deepEqual(
      peer.taken.map(({ validity }) => validity),
      [36_000, 3600]
    )
  })

  test('are sent although nobody on the Internet can reach the clinic with a report', async (context) => {
    const { assert } = context
    const all = await dueNow(context, 'twilio')
    await at(all.nordlys, () => aGateway('twilio', { origin: 'https://clinic.home.arpa' }))
    await aMinute(all.nordlys)
    assert.equal(peer.calls, 2)
    assert.equal(peer.callbacks.size, 0)
    assert.deepEqual(await theMessage(all.nordlys), { ...SENT, providerId: peer.taken[0].id })
  })

  test('that fail say why, at once or later', async (context) => {
    const { assert } = context
    const all = await dueNow(context, 'twilio')
    peer.faults.push({ status: 400, code: 21610 })
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), {
      state: 'failed',
      reason: 'blocked',
      detail: 'Refused because of 21610 (21610)',
    })

    await clarasAppointment(all, { firstName: 'Carla' }, '12:00')
    itIs('2027-06-14T12:00', context)
    await aMinute(all.nordlys)
    await hear(peer.report(peer.taken[0], 'undelivered', { ErrorCode: '30003' }))
    const [, later] = await at(all.nordlys, () => Message.query().orderBy('dueAt'))
    const { state, reason, detail } = later
    assert.deepEqual(
      { state, reason, detail },
      { state: 'failed', reason: 'expired', detail: '30003' }
    )
  })

  test('wait when there were too many requests, or the sender is refused', async (context) => {
    const { assert } = context
    const all = await dueNow(context, 'twilio')
    peer.faults.push({ status: 429, code: 20429 }, { status: 400, code: 21611 })
    peer.faults.push({ status: 400, code: 21606 })
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), { state: 'planned', reason: 'busy' })
    itIs('2027-06-14T10:01', context)
    await aMinute(all.nordlys)
    const waiting = { state: 'planned', reason: 'busy', attempts: 2 }
    assert.deepInclude(await theMessage(all.nordlys), waiting)
    itIs('2027-06-14T10:06', context)
    await aMinute(all.nordlys)
    assert.deepInclude(await theMessage(all.nordlys), {
      state: 'planned',
      reason: 'sender_refused',
    })
    itIs('2027-06-14T10:21', context)
    await aMinute(all.nordlys)
    assert.lengthOf(peer.taken, 1)
  })
})
