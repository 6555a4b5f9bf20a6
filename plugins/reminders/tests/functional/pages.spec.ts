import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import type Clinic from '#models/clinic'
import OutboxMail from '#models/outbox_mail'
import { textOf } from '#tests/clients'
import { aService, book, planOf } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { at, countQueries } from '#tests/people'
import { GatewayApiPeer } from '#tests/peers/sms'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Gateway from '../../models/gateway.js'
import Rule from '../../models/rule.js'
import {
  ACCOUNT,
  aGateway,
  aMinute,
  clarasAppointment,
  DAY_BEFORE,
  itIs,
  reminding,
  SECRET,
  SMS_BEFORE,
  TOKEN,
} from '../setting.js'

/** How many queries a page sends, with the state of the clinic known. */
async function queriesOf(clinic: Clinic, work: () => Promise<unknown>) {
  await work()
  await at(clinic, reloadClinicState)
  return countQueries(work)
}

function theRule(clinic: Clinic) {
  return at(clinic, () => Rule.query().preload('services').preload('texts').firstOrFail())
}

async function textsOf(clinic: Clinic) {
  const { texts } = await theRule(clinic)
  return texts
}

test.group('The timeline on an appointment', () => {
  test('tells of each reminder when it goes out, or why not', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, { ...DAY_BEFORE, amount: 50 }, SMS_BEFORE)
    const { appointment } = await clarasAppointment(all, {}, '09:00')
    const page = await textOf(client.get(`/appointments/${appointment.id}`).as(all.jonas))
    assert.include(page, 'E-mail, 50 hours before')
    assert.match(page, /Planned for Jun 13, 2027, 8:00 AM · instead of Jun 13, 2027, 7:00 AM/)
    assert.include(page, 'SMS, 24 hours before')
    assert.include(page, 'SMS is not set up.')
    assert.include(page, 'Would have been sent Jun 14, 2027, 9:00 AM')
  })

  test('says so where there is no rule, and nobody to remind', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const { appointment } = await clarasAppointment(all)
    const path = `/appointments/${appointment.id}`
    assert.include(await textOf(client.get(path).as(all.jonas)), 'no rule for reminders yet')
    assert.notInclude(await textOf(client.get(path).as(all.jonas)), '/reminders/rules/create')
    assert.include(await textOf(client.get(path).as(all.ida)), '/reminders/rules/create')

    const meeting = await at(all.nordlys, async () => {
      await Rule.make(DAY_BEFORE, { by: SERVER })
      return book(planOf(all.signe, '15:00'))
    })
    const page = await textOf(client.get(`/appointments/${meeting.id}`).as(all.jonas))
    assert.include(page, 'None is sent: nobody attends.')
  })

  test('costs as much for three clients as for one, and nothing on other pages', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const [one, three] = await at(all.nordlys, async () => {
      const clients = [await aClient(), await aClient(), await aClient()]
      return [
        await book(planOf(all.signe, '10:00', { capacity: 4 }), clients[0]),
        await book(planOf(all.signe, '11:00', { capacity: 4 }), ...clients),
      ]
    })
    const queries = (path: string) =>
      queriesOf(all.nordlys, () => client.get(path).as(all.jonas).then())
    assert.equal(
      await queries(`/appointments/${three.id}`),
      await queries(`/appointments/${one.id}`)
    )
    const withPlugin = await queries('/clients')
    await at(all.nordlys, async () => {
      await clinicClient().from('plugin_activations').where('plugin_id', 'reminders').delete()
      await reloadClinicState()
    })
    assert.equal(await queries('/clients'), withPlugin)
  })
})

test.group('The list of reminders', () => {
  test('shows what is to come, sent and left out, in as many queries for three as for one', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const page = (show = '') => client.get(`/reminders?show=${show}`).as(all.jonas)
    assert.include(await textOf(page()), 'No reminder is planned')
    await clarasAppointment(all)
    assert.include(await textOf(page()), 'Clara Østergaard')
    const queries = () => queriesOf(all.nordlys, () => page().then())
    const one = await queries()
    await clarasAppointment(all, { firstName: 'Carla' }, '12:00')
    await clarasAppointment(all, { firstName: 'Mona', email: null }, '13:00')
    await clarasAppointment(all, { firstName: 'Nora' }, '14:00')
    assert.equal(await queries(), one)

    assert.notInclude(await textOf(page('planned')), 'Mona')
    const skipped = await textOf(page('skipped'))
    assert.include(skipped, 'Mona Østergaard')
    assert.include(skipped, 'The client has no e-mail address.')
    assert.notInclude(skipped, 'Nora')
    assert.include(await textOf(page('sent')), 'No reminder was sent yet')
  })

  test('counts an e-mail as what the outbox made of it, and says why', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const { appointment } = await clarasAppointment(all)
    itIs('2027-06-14T10:00', context)
    await aMinute(all.nordlys)
    const page = (show: string) => textOf(client.get(`/reminders?show=${show}`).as(all.ida))
    const fate = (state: 'waiting' | 'sent' | 'failed' | 'uncertain' | 'cancelled') =>
      at(all.nordlys, () => OutboxMail.query().update({ state }))
    const filterOf = async () => {
      const shows = ['planned', 'sent', 'trouble', 'skipped']
      const pages = await Promise.all(shows.map((show) => page(show)))
      return shows.filter((_, index) => pages[index].includes('Clara Østergaard'))
    }

    assert.deepEqual(await filterOf(), ['planned'])
    assert.include(await page('planned'), 'the mail server has not taken it yet')
    await fate('sent')
    assert.deepEqual(await filterOf(), ['sent'])
    for (const state of ['failed', 'uncertain', 'cancelled'] as const) {
      await fate(state)
      assert.deepEqual(await filterOf(), ['trouble'], state)
    }
    await fate('failed')
    assert.match(await page('sent'), /Not arrived\s*(<[^>]*>\s*)*1\b/)
    const timeline = await textOf(client.get(`/appointments/${appointment.id}`).as(all.ida))
    assert.include(timeline, 'The mail server did not take it; the outbox says why.')
    assert.include(timeline, 'Look in the outbox')
    const forSigne = await textOf(client.get(`/appointments/${appointment.id}`).as(all.signe))
    assert.notInclude(forSigne, 'Look in the outbox')
    // The outbox forgets a mail after a year at most.
    await at(all.nordlys, () => OutboxMail.query().delete())
    assert.deepEqual(await filterOf(), ['sent'])
  })

  test('is for those who may see it, rules and gateway for those who may change them', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const status = async (path: string, person: typeof all.ida) => {
      const response = await client.get(path).as(person)
      return response.status()
    }
    for (const path of ['/reminders/rules', '/reminders/rules/create', '/reminders/gateway']) {
      assert.equal(await status(path, all.jonas), 403, path)
      assert.equal(await status(path, all.mads), 200, path)
    }
    assert.equal(await status('/reminders', all.jonas), 200)
    assert.notInclude(await textOf(client.get('/reminders').as(all.jonas)), '/reminders/rules')
    const form = { channel: 'email', amount: 1, unit: 'hours', forAllServices: 1 }
    const refused = await client.post('/reminders/rules').as(all.jonas).form(form)
    refused.assertStatus(403)
  })
})

test.group('Rules', () => {
  test('are made, changed and removed', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const service = await at(all.nordlys, () => aService({ name: 'Yoga' }))
    assert.include(await textOf(client.get('/reminders/rules').as(all.mads)), 'No reminders yet')

    const values = { channel: 'email', amount: 2, unit: 'days', clock: '09:30', forAllServices: 1 }
    const made = await client.post('/reminders/rules').as(all.mads).form(values)
    made.assertStatus(303)
    const rule = await theRule(all.nordlys)
    made.assertHeader('location', `/reminders/rules/${rule.id}/text`)
    const { channel, amount, unit, clock, forAllServices } = rule
    assert.deepEqual(
      { channel, amount, unit, clock, forAllServices },
      { ...values, forAllServices: true }
    )
    const list = await textOf(client.get('/reminders/rules').as(all.mads))
    assert.include(list, 'E-mail, 2 days before at 09:30')

    const changed = { 'channel': 'sms', 'amount': 3, 'unit': 'hours', 'services[]': service.id }
    const update = await client.put(`/reminders/rules/${rule.id}`).as(all.mads).form(changed)
    update.assertStatus(303)
    const after = await theRule(all.nordlys)
    assert.deepEqual([after.channel, after.clock, after.forAllServices], ['sms', null, false])
    assert.deepEqual(
      after.services.map(({ name }) => name),
      ['Yoga']
    )
    const removed = await client.delete(`/reminders/rules/${rule.id}`).as(all.mads)
    removed.assertStatus(303)
    assert.isNull(await at(all.nordlys, () => Rule.query().first()))
  })

  test('that make no sense come back with a sentence and what was typed', async (context) => {
    const { assert, client } = context
    const all = await reminding(context)
    const send = (values: object) => client.post('/reminders/rules').as(all.mads).form(values)
    const form = { channel: 'email', amount: 2, unit: 'hours', forAllServices: 1 }

    const tooLong = await send({ ...form, amount: 2000 })
    tooLong.assertStatus(422)
    assert.include(tooLong.text(), 'value="2000"')
    const noClock = await send({ ...form, unit: 'days', clock: '' })
    noClock.assertStatus(422)
    noClock.assertTextIncludes('Write the time of day at which it is sent.')
    const noService = await send({ ...form, forAllServices: '' })
    noService.assertStatus(422)
    noService.assertTextIncludes('Choose at least one service, or all.')
    assert.isNull(await at(all.nordlys, () => Rule.query().first()))
  })
})

test.group('Texts', () => {
  test('have a preview in each language, and can be written and taken back', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const path = `/reminders/rules/${id}/text`
    const page = (locale: string) => textOf(client.get(`${path}?locale=${locale}`).as(all.mads))
    assert.include(await page('en'), 'Reminder: your appointment at Nordlys Fysioterapi is on')
    assert.include(await page('da'), 'Påmindelse: Du har en aftale hos Nordlys Fysioterapi')
    assert.include(await page('nb'), 'Påminnelse: Du har en avtale hos Nordlys Fysioterapi')

    const words = { locale: 'da', body: 'Hej {name}, vi ses {date}.' }
    const written = await client.put(path).as(all.mads).form(words)
    written.assertStatus(303)
    const { texts } = await theRule(all.nordlys)
    const [text] = texts
    assert.deepEqual([text.locale, text.body], ['da', 'Hej {name}, vi ses {date}.'])
    assert.match(await page('da'), /Hej Clara Østergaard, vi ses tirsdag den 8. juni 2027\./)

    await client.delete(`${path}?locale=da`).as(all.mads)
    assert.isEmpty(await textsOf(all.nordlys))
  })

  test('with a gap that nothing fills are refused, and kept on the page', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const words = { locale: 'da', body: 'Hej {navn}' }
    const refused = await client.put(`/reminders/rules/${id}/text`).as(all.mads).form(words)
    refused.assertStatus(422)
    refused.assertTextIncludes('Nothing fills in {navn}.')
    refused.assertTextIncludes('\nHej {navn}</textarea>')
    assert.isEmpty(await textsOf(all.nordlys))
  })

  test('are previewed while they are typed, with their length', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, SMS_BEFORE)
    const { id } = await theRule(all.nordlys)
    const preview = async (body: string) => {
      const response = await client
        .post(`/reminders/rules/${id}/preview`)
        .as(all.mads)
        .form({ locale: 'en', body })
      return response.body()
    }
    assert.deepEqual(await preview('{clinic}: {time}, {name}'), {
      channel: 'sms',
      subject: '',
      body: 'Nordlys Fysioterapi: 10:30 AM, Clara Østergaard',
      length: '47 characters, sent and paid for as 1 SMS.',
    })
    // Nothing but a time, once a plugin demands it.
    await switchOn(all.nordlys, 'crumbling')
    const neutral = await preview('{clinic}: {time}, {name}')
    assert.match(neutral.body, /^Reminder: your appointment is on/)
    assert.notInclude(neutral.body, 'Clara')
  })
})

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
