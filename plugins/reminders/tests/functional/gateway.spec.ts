import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import { textOf } from '#tests/clients'
import { at } from '#tests/people'
import { GatewayApiPeer } from '#tests/peers/sms'
import { Visitor } from '#tests/visitor'
import Gateway from '../../models/gateway.js'
import { ACCOUNT, aGateway, reminding, SECRET, TOKEN } from '../setting.js'

test.group('The SMS gateway', () => {
  const FORM = {
    provider: 'twilio',
    account: ACCOUNT,
    sender: 'Nordlys',
    token: TOKEN,
    reportSecret: SECRET,
  }

  test('is set up, and its secrets are never seen again', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const put = (values: object) => client.put('/reminders/gateway').as(all.mads).form(values)
    const saved = await put(FORM)
    saved.assertStatus(303)
    const page = await textOf(client.get('/reminders/gateway').as(all.mads))
    assert.include(page, ACCOUNT)
    const stored = await at(all.nordlys, async () => [
      await clinicClient().from('reminders_gateways'),
      await clinicClient().from('audit_events'),
    ])
    for (const secret of [TOKEN, SECRET]) {
      assert.notInclude(page, secret)
      assert.notInclude(JSON.stringify(stored), secret)
    }

    // Left empty they stay, as long as the account does.
    await put({ ...FORM, sender: 'Klinik', token: '', reportSecret: '' })
    const { token, reportSecret, sender } = await at(all.nordlys, () =>
      Gateway.query().firstOrFail()
    )
    assert.deepEqual([token, reportSecret, sender], [TOKEN, SECRET, 'Klinik'])
    const other = await put({ ...FORM, provider: 'gatewayapi', token: '' })
    other.assertStatus(422)
    other.assertTextIncludes('Write the token of this account.')

    const removed = await client.delete('/reminders/gateway').as(all.mads)
    removed.assertStatus(303)
    assert.isNull(await at(all.nordlys, () => Gateway.current()))
  })

  test('is refused with a sentence beside the field, without what is secret', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const put = (values: object) => client.put('/reminders/gateway').as(all.mads).form(values)
    const noAccount = await put({ ...FORM, account: '' })
    noAccount.assertStatus(422)
    noAccount.assertTextIncludes('Twilio needs the Account SID.')
    assert.notInclude(noAccount.text(), TOKEN)
    const badSender = await put({ ...FORM, sender: 'Nordlys Fysioterapi' })
    badSender.assertTextIncludes('Use at most 11 letters and digits')
  })

  test('is tried with an SMS, and says what the gateway said', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const peer = await new GatewayApiPeer(TOKEN, 'gatewayapi.eu').start()
    context.test.cleanup(() => peer.stop())
    const nothing = await client.post('/reminders/gateway/tests').as(all.mads).form({ phone: '1' })
    nothing.assertStatus(404)

    await at(all.nordlys, () => aGateway('gatewayapi_eu'))
    const visitor = Visitor.as(client, all.mads)
    const tried = async () => {
      await visitor.post('/reminders/gateway/tests', { phone: '20 99 88 77' })
      const page = await visitor.get('/reminders/gateway')
      return page.text() as string
    }
    assert.include(await tried(), 'An SMS is on its way to +4520998877.')
    assert.deepInclude(peer.taken[0], { to: '4520998877', text: 'This is a test. SMS works.' })

    peer.faults.push({ status: 401 })
    const refused = await tried()
    assert.include(refused, 'The test was not sent')
    assert.include(refused, 'The gateway does not accept the clinic’s token')
    assert.include(refused, 'In the words of the gateway: Unauthorized (0x0000)')

    const noNumber = await client.post('/reminders/gateway/tests').as(all.mads).form({ phone: '1' })
    noNumber.assertStatus(422)
    noNumber.assertTextIncludes('Write a whole phone number')
  })
})
