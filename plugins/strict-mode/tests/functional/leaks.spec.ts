import { test } from '@japa/runner'
import { LOCALES } from '#config/i18n'
import type { Actor } from '#audit/actor'
import { queueMail } from '#mails/queue_mail'
import type Client from '#models/client'
import Service from '#models/service'
import { book, planOf } from '#tests/calendar'
import { aClient, textOf } from '#tests/clients'
import { mailsOf, mailThrough, sendMails } from '#tests/mails'
import { at } from '#tests/people'
import { GatewayApiPeer } from '#tests/peers/sms'
import { MailServer } from '#tests/peers/smtp'
import { switchOn } from '#tests/plugins'
import Request from '../../../consents/models/request.js'
import { ORIGIN, published, RECORDS } from '../../../consents/tests/setting.js'
import Rule from '../../../reminders/models/rule.js'
import {
  aGateway,
  aMinute,
  DAY_BEFORE,
  itIs,
  reminding,
  SMS_BEFORE,
  TOKEN,
} from '../../../reminders/tests/setting.js'
import { theMessage } from '../../../reminders/tests/sms.js'
import { rulesOn } from '../setting.js'

type Context = Parameters<typeof reminding>[0]

/** A client and a service that are called like no word of any language. */
const SECRET = { firstName: 'Zyxqua', lastName: 'Vrombelt', birthDate: '1911-11-13' }
const SERVICE = 'Quibbelwurst'
const TELLING = /zyxqua|vrombelt|quibbelwurst|1911|13\.11|131111/i

/** Nordlys, where the rule is on and messages really leave the house. */
async function scene(context: Context) {
  const server = await MailServer.start()
  const gateway = await new GatewayApiPeer(TOKEN).start()
  const stop = sendMails()
  context.test.cleanup(async () => {
    await stop()
    await server.stop()
    await gateway.stop()
  })
  const all = await reminding(context, DAY_BEFORE, SMS_BEFORE)
  await mailThrough(all.nordlys, server.port)
  await switchOn(all.nordlys, 'consents', 'strict-mode')
  await at(all.nordlys, () => aGateway())
  await rulesOn(all.nordlys, { no_personal_data: {} })
  const by = { member: all.signe.member, address: null }
  return { ...all, server, gateway, by }
}

/** A mail about a client that says this. */
function saying(reason: string, client: Client, by: Actor) {
  return queueMail({
    to: { name: `${client.firstName} ${client.lastName}`, address: client.email! },
    purpose: 'strict-mode.mails.weakened.purpose',
    template: 'strict-mode::mails/weakened',
    data: { rule: 'feeds', reason, isOff: false, at: client.createdAt },
    client,
    by,
  })
}

test.group('Strict mode: no personal data in mail and SMS', () => {
  test('not one byte of name, service or birth date arrives, and the messages do', async (context) => {
    const { assert } = context
    const { nordlys, signe, server, gateway, by } = await scene(context)
    await at(nordlys, async () => {
      const memberIds = [signe.member.id]
      const { id: serviceId } = await Service.offer(
        { name: SERVICE, minutes: 30, memberIds },
        { by }
      )
      const { id: statementId } = await published(RECORDS)
      for (const [index, locale] of LOCALES.entries()) {
        const [email, phone] = [`kim${index}@example.test`, `20 12 34 5${index}`]
        const client = await aClient({ ...SECRET, email, phone, locale })
        await book(planOf(signe, `1${index}:00`, { serviceId }), client)
        const statementIds = [statementId]
        await Request.ask({ client, statementIds, channel: 'link', origin: ORIGIN, by })
      }
    })
    itIs('2027-06-14T12:30', context)
    await aMinute(nordlys)
    await server.hasBody(6)

    assert.lengthOf(gateway.taken, 3)
    assert.lengthOf(server.mails, 6)
    for (const mail of server.mails) assert.notMatch(JSON.stringify(mail), TELLING)
    for (const sms of gateway.taken) assert.notMatch(JSON.stringify(sms), TELLING)
  })

  test('what would tell stays in the outbox, with the words that tell', async (context) => {
    const { client, assert } = context
    const { nordlys, ida, server, by } = await scene(context)
    await at(nordlys, async () => {
      const about = await aClient({ ...SECRET, email: 'kim@example.test' })
      await saying('Vrombelt has an injury', about, by)
      await saying('Nothing in particular', about, by)
    })
    await server.hasBody(1)
    assert.deepEqual(
      server.mails.map(({ to }) => to),
      [['kim@example.test']]
    )
    assert.include(server.mails[0].text!, 'Nothing in particular')
    assert.notMatch(JSON.stringify(server.mails[0]), TELLING)

    const [held] = await mailsOf(nordlys)
    assert.deepInclude(
      { state: held.state, error: held.error, detail: held.errorDetail },
      { state: 'failed', error: 'would_leak', detail: 'Vrombelt, injury' }
    )
    const outbox = await textOf(client.get('/settings/outbox').as(ida))
    assert.include(outbox, 'so it was held back')
    const page = await textOf(client.get('/strict-mode').as(ida))
    assert.include(page, '1 mail was held back in the last 30 days.')
  })

  test('an SMS that would tell is not given to the gateway', async (context) => {
    const { assert } = context
    const { nordlys, signe, gateway } = await scene(context)
    await at(nordlys, async () => {
      await Rule.query().where('channel', 'email').delete()
      // A name that the neutral words happen to have.
      const unlucky = await aClient({ ...SECRET, firstName: 'Reminder', locale: 'en' })
      await book(planOf(signe, '10:00'), unlucky)
    })
    itIs('2027-06-14T10:00', context)
    await aMinute(nordlys)
    assert.lengthOf(gateway.taken, 0)
    const message = await theMessage(nordlys)
    assert.deepInclude(message, { state: 'failed', reason: 'would_leak', detail: 'Reminder' })
  })

  test('a text that would tell is not saved, and says which words', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await scene(context)
    const { id } = await at(nordlys, () => Rule.query().where('channel', 'sms').firstOrFail())
    const path = `/reminders/rules/${id}/text`
    const refused = await client
      .put(path)
      .form({ locale: 'en', body: 'Hello {name}, your massage is at {time}' })
      .as(ida)
    refused.assertStatus(422)
    assert.include(refused.text(), '{name}, massage')
    const saved = await client.put(path).form({ locale: 'en', body: 'See you at {time}' }).as(ida)
    saved.assertStatus(303)
  })

  test('links to the clinic’s own people go out whatever the services are called', async (context) => {
    const { client, assert } = context
    const { nordlys, signe, server, by } = await scene(context)
    await at(nordlys, async () => {
      const memberIds = [signe.member.id]
      await Service.offer({ name: 'Password', minutes: 30, memberIds }, { by })
      await signe.member.merge({ lastOrigin: `http://${signe.host}` }).save()
    })
    await client.post('/password-reset').at(signe.host).form({ email: 'signe@nordlys.test' })
    await server.hasBody(1)
    assert.deepEqual(server.mails[0].to, ['signe@nordlys.test'])
  })
})
