import { test } from '@japa/runner'
import { type Actor, SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { leaksOfMail, leaksOfText } from '#mails/leak_check'
import { queueMail } from '#mails/queue_mail'
import type Client from '#models/client'
import Service from '#models/service'
import { book, planOf } from '#tests/calendar'
import { aClient, textOf } from '#tests/clients'
import { mailsOf, mailThrough, sendMails } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import { GatewayApiPeer } from '#tests/peers/sms'
import { MailServer } from '#tests/peers/smtp'
import { switchOn } from '#tests/plugins'
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

/** A client who is called like no word of any language. */
const SECRET = { firstName: 'Zyxqua', lastName: 'Vrombelt', birthDate: '1911-11-13' }
const TELLING = /zyxqua|vrombelt/i

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
  await switchOn(all.nordlys, 'strict-mode')
  await at(all.nordlys, () => aGateway())
  await rulesOn(all.nordlys, { no_personal_data: {} })
  const by = { member: all.signe.member, address: null }
  return { ...all, server, gateway, by, stop }
}

/** A mail about a client that says this. */
function saying(body: string, client: Client, by: Actor) {
  return queueMail({
    to: { name: `${client.firstName} ${client.lastName}`, address: client.email! },
    purpose: 'reminders.mails.purpose',
    template: 'reminders::mails/reminder',
    data: { subject: 'Hello', body },
    client,
    by,
  })
}

test.group('Strict mode: no personal data in mail and SMS', () => {
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
    assert.include(page, '1 message was held back in the last 30 days.')
  })

  test('an SMS that would tell is not given to the gateway', async (context) => {
    const { assert, client } = context
    const { nordlys, ida, signe, gateway } = await scene(context)
    const measured = () => textOf(client.get('/strict-mode').as(ida))
    assert.include(await measured(), 'No message had to be held back in the last 30 days.')
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
    assert.include(await measured(), '1 message was held back in the last 30 days.')
    itIs('2027-07-15T10:00', context)
    assert.include(await measured(), 'No message had to be held back in the last 30 days.')
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

  test('what is written already is counted before the rule is switched on, with the words', async (context) => {
    const { client, assert } = context
    const { nordlys, ida } = await reminding(context, DAY_BEFORE, SMS_BEFORE)
    await switchOn(nordlys, 'strict-mode')
    const path = '/strict-mode/rules/no_personal_data'
    assert.include(
      await textOf(client.get(path).as(ida)),
      'None of your texts that go out in messages (1) would'
    )
    await at(nordlys, async () => {
      for (const rule of await Rule.all())
        for (const locale of ['en', 'da'] as const)
          await rule.word(locale, own(rule.channel), { by: SERVER })
    })
    const page = await textOf(client.get(path).as(ida))
    assert.include(page, '2 of 5 texts of yours that go out in messages would be refused.')
    assert.include(
      page,
      'Would be refused: a reminder by SMS (Danish), because of {name}, physiotherapy.'
    )

    function own(channel: string) {
      if (channel === 'email') return { subject: 'Soon', body: 'See you at {time}' }
      return { subject: null, body: '{name}, your physiotherapy is at {time}' }
    }
  })

  test('one that cannot be looked through stays here, and the others do not wait for it', async (context) => {
    const { assert } = context
    const { nordlys, signe, server, by } = await scene(context)
    await at(nordlys, async () => {
      await saying('Nothing in particular', await aClient({ email: 'kim@example.test' }), by)
      await clinicClient().rawQuery('alter table clients rename to lost_clients')
      await signe.member.changePassword('a long and winding phrase', by)
    })
    await server.hasBody(1)
    assert.deepEqual(
      server.mails.map(({ to }) => to),
      [['signe@nordlys.test']]
    )
    const [{ state, error, attempts }] = await mailsOf(nordlys)
    assert.deepEqual(
      { state, error, attempts },
      { state: 'waiting', error: 'unchecked', attempts: 1 }
    )
  })

  test('a service called as a word of every mail stops none; another one does, in a link too', async (context) => {
    const { assert } = context
    const { nordlys, signe, by } = await scene(context)
    await at(nordlys, async () => {
      const memberIds = [signe.member.id]
      for (const name of ['Appointment', 'Aftale', 'Quibbelwurst'])
        await Service.offer({ name, minutes: 30, memberIds }, { by })
      assert.deepEqual(await leaksOfText('Your appointment, din aftale', null), [])
      assert.deepEqual(await leaksOfText('Your quibbelwurst', null), ['quibbelwurst'])
      assert.deepEqual(await leaksOfText('/?for=Quibbel%77urst', null), ['Quibbelwurst'])
    })
  })

  test('to look a mail through costs one query', async (context) => {
    const { assert } = context
    const { nordlys, by, stop } = await scene(context)
    // Or the postman's own look at the outbox is counted too.
    await stop()
    await at(nordlys, async () => {
      const about = await aClient({ ...SECRET, email: 'kim@example.test' })
      const toClient = await saying('Nothing in particular', about, by)
      await leaksOfMail(toClient)
      assert.equal(await countQueries(() => leaksOfMail(toClient)), 1)
      const toStranger = await toClient.merge({ clientId: null }).save()
      assert.equal(await countQueries(() => leaksOfMail(toStranger)), 1)
    })
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
