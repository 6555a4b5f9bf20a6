import { test } from '@japa/runner'
import OutboxMail from '#models/outbox_mail'
import { textOf } from '#tests/clients'
import { takeMailAway } from '#tests/mails'
import { at } from '#tests/people'
import { aMinute, clarasAppointment, DAY_BEFORE, itIs, queriesOf, reminding } from '../setting.js'

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

  test('says where no mail server is set up, to whoever may set one up how', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const page = (person: typeof all.ida) => textOf(client.get('/reminders').as(person))
    assert.notInclude(await page(all.ida), 'E-mail is off')
    await takeMailAway(all.nordlys)
    assert.include(await page(all.ida), 'href="/settings/mail"')
    const forJonas = await page(all.jonas)
    assert.include(forJonas, 'E-mail is off')
    assert.notInclude(forJonas, 'href="/settings/mail"')
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
