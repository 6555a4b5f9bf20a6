import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { aService, book, planOf } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at, NORDLYS } from '#tests/people'
import Message from '../../models/message.js'
import Rule from '../../models/rule.js'
import { aGateway, DAY_BEFORE, reminding, SMS_BEFORE } from '../setting.js'

type Test = Parameters<typeof reminding>[0]

/** Nordlys with two rules, a gateway and a group, whose reminders went in every way that reminders go. */
async function furnished(context: Test) {
  const all = await reminding(context, DAY_BEFORE, SMS_BEFORE)
  const { appointment, rule } = await at(all.nordlys, async () => {
    await aGateway('gatewayapi_eu')
    const service = await aService({ name: 'Yoga for backs' })
    const values = { unit: 'days', amount: 7, clock: '10:00', forAllServices: false } as const
    await Rule.make({ ...DAY_BEFORE, ...values, services: [service.id] }, { by: SERVER })
    const clients = [
      await aClient(),
      await aClient({ firstName: 'Mona', emailOnly: true }),
      await aClient({ firstName: 'Nora', phone: '+44 20 7946 0958' }),
    ]
    const plan = planOf(all.signe, '10:00', { capacity: 6, serviceId: service.id })
    const made = await book(plan, ...clients)
    const [sms, ...mails] = await Message.query()
      .where('state', 'planned')
      .orderBy('channel', 'desc')
    const [sentAt, settledAt] = [sms.dueAt, sms.dueAt.plus({ minutes: 1 })]
    await sms.settle({
      ...{ state: 'failed', reason: 'not_delivered', detail: '30003' },
      ...{ sentAt, settledAt, recipient: '+4520123456' },
    })
    await mails[0].settle({ state: 'sent', sentAt, recipient: 'clara@example.test' })
    return { appointment: made, rule: await Rule.query().where('channel', 'sms').firstOrFail() }
  })
  return { ...all, appointment, rule }
}

test.group('Pages of reminders', () => {
  test('are open to everybody, on a phone and on a desk, by day and by night', async (context) => {
    const { assert, browserContext } = context
    const all = await furnished(context)
    const page = await openAs(browserContext, all.ida, '/reminders')
    const pages = {
      messages: '/reminders?show=trouble',
      skipped: '/reminders?show=skipped',
      rules: '/reminders/rules',
      rule: `/reminders/rules/${all.rule.id}/edit`,
      text: `/reminders/rules/${all.rule.id}/text`,
      gateway: '/reminders/gateway',
      appointment: `/appointments/${all.appointment.id}`,
      settings: '/settings/plugins/reminders/settings',
    }
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(addressAt(NORDLYS, path))
      await assertAccessible(page, assert)
      await photograph(page, `reminders-${name}`)
    }
  })

  test('show how a text will read while it is typed', async (context) => {
    const { browserContext } = context
    const all = await furnished(context)
    const page = await openAs(browserContext, all.ida, `/reminders/rules/${all.rule.id}/text`)
    await page.getByRole('textbox', { name: 'Text' }).fill('See you at {time} <b>’</b>')
    await page.getByText('See you at 10:30 AM <b>’</b>', { exact: true }).waitFor()
    await page.getByText('makes it longer').waitFor()

    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The text was saved.').waitFor()
    await page.getByText('These are your own words.').waitFor()
    await page.getByRole('button', { name: 'Back to the standard words' }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Back to the standard words' })
      .click()
    await page.getByText('The standard words are back.').waitFor()
  })

  test('send a reminder again after a question', async (context) => {
    const { browserContext } = context
    const all = await furnished(context)
    const page = await openAs(browserContext, all.jonas, `/appointments/${all.appointment.id}`)
    const section = page.locator('#reminders')
    await section.getByText('The network could not deliver it.').waitFor()
    await section.getByRole('button', { name: 'Send again' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Send again' }).click()
    await page.getByText('It is sent again within a minute').waitFor()
    await expect(section.getByText('The network could not deliver it.')).toHaveCount(0)
  })
})
