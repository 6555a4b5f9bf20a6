import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { aService } from '#tests/calendar'
import { textOf } from '#tests/clients'
import { takeMailAway } from '#tests/mails'
import { at } from '#tests/people'
import Rule from '../../models/rule.js'
import { DAY_BEFORE, queriesOf, reminding, theRule } from '../setting.js'

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

  test('are listed in as many queries for three as for one', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const queries = () =>
      queriesOf(all.nordlys, () => client.get('/reminders/rules').as(all.mads).then())
    const one = await queries()
    await at(all.nordlys, async () => {
      const { id } = await aService({ name: 'Yoga' })
      for (const amount of [2, 3])
        await Rule.make(
          { ...DAY_BEFORE, amount, forAllServices: false, services: [id] },
          { by: SERVER }
        )
    })
    assert.equal(await queries(), one)
  })

  test('say by what nothing is sent yet', async (context) => {
    const { assert, client } = context
    const all = await reminding(context, DAY_BEFORE)
    const page = () => textOf(client.get('/reminders/rules').as(all.mads))
    assert.notInclude(await page(), 'E-mail is off')
    await takeMailAway(all.nordlys)
    assert.include(await page(), 'E-mail is off')
    const form = await textOf(client.get('/reminders/rules/create').as(all.mads))
    assert.include(form, 'E-mail is not set up yet')
    assert.include(form, 'SMS is not set up yet')
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
