import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { queueMail } from '#mails/queue_mail'
import Client from '#models/client'
import { addressAt, expect, openAs } from '#tests/browser/pages'
import { aService, book, planOf, TUESDAY } from '#tests/calendar'
import { aClient } from '#tests/clients'
import { letPass } from '#tests/clock'
import { openFeed } from '#tests/feeds'
import { linkInLastMail, mailsOf, mailThrough, sendMails } from '#tests/mails'
import { imported, table } from '#tests/imports'
import { at, PASSWORD, signIn } from '#tests/people'
import { MailServer } from '#tests/peers/smtp'
import { switchOn } from '#tests/plugins'
import { bookOnline, minuteIn, taking } from '../../../booking/tests/setting.js'
import Rule from '../../../reminders/models/rule.js'
import { reminding, SMS_BEFORE } from '../../../reminders/tests/setting.js'
import { rulesOn, strictClinic } from '../setting.js'

const WEEK = `/calendar?view=week&date=${TUESDAY}`
const DAY = 86_400_000
const TELLING = /Physiotherapy|Signe|Clara|Østergaard|Nordlys/

test.group('Strict mode in the browser: what is told of clients', () => {
  test('names go no further than the rule lets them, and the day at the desk goes on', async ({
    browserContext,
    client,
    assert,
  }) => {
    const { nordlys, signe } = await strictClinic()
    const clara = await at(nordlys, async () => {
      const { id: serviceId } = await aService({}, signe)
      const found = await aClient()
      await book(planOf(signe, '09:00', { serviceId }), found)
      return found
    })
    const feed = await openFeed(signe)
    const shown = {
      screen: 'initials',
      title: 'hidden',
      feed: 'code',
      print: 'code',
      mail: 'hidden',
    }
    await rulesOn(nordlys, { names: shown, feeds: {} })

    const page = await openAs(browserContext, signe, WEEK)
    await page.getByText('C. Ø.').first().waitFor()
    assert.notMatch(await page.content(), /Clara|Østergaard/)
    await page.goto(addressAt(signe.host, '/clients'))
    await page.getByRole('searchbox').fill('østergaard')
    await page.getByRole('status').getByText('1 client', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'C. Ø.' }).click()
    await page.getByRole('heading', { name: 'C. Ø.' }).waitFor()
    await page.goto(addressAt(signe.host, `/clients/${clara.id}/edit`))
    await page.getByLabel('City').fill('Svaneke')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.waitForURL(addressAt(signe.host, `/clients/${clara.id}`))
    const { city } = await at(nordlys, () => Client.findOrFail(clara.id))
    assert.equal(city, 'Svaneke')

    await page.goto(addressAt(signe.host, '/security/calendar-feed'))
    await page.getByText('Your clinic does not allow calendars to be read').waitFor()
    const answer = await client.get(feed).at(signe.host)
    answer.assertStatus(404)
  })

  test('a mail tells of a time and no more, and its link of all the rest', async ({
    browserContext,
    client,
    assert,
  }) => {
    const all = await taking()
    await switchOn(all.nordlys, 'strict-mode')
    await rulesOn(all.nordlys, { notifications: {} })
    await bookOnline(client, all, minuteIn(3, '10:00'))
    const [mail] = await mailsOf(all.nordlys)
    for (const words of [mail.subject, mail.text, mail.html]) assert.notMatch(words!, TELLING)
    const { path } = await linkInLastMail(all.nordlys)
    const page = await browserContext.newPage()
    await page.goto(addressAt(all.host, path))
    await page.getByText('Physiotherapy').first().waitFor()
  })

  test('a text that would tell is not saved, and a mail that would stays in the outbox', async (context) => {
    const { browserContext, assert } = context
    const all = await reminding(context, SMS_BEFORE)
    const { nordlys, ida } = all
    const server = await MailServer.start()
    const stop = sendMails()
    context.test.cleanup(async () => {
      await stop()
      await server.stop()
    })
    await mailThrough(nordlys, server.port)
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, { no_personal_data: {} })
    const { id } = await at(nordlys, () => Rule.query().firstOrFail())
    const page = await openAs(browserContext, ida, `/reminders/rules/${id}/text?locale=en`)
    const body = page.getByRole('textbox').last()
    await body.fill('Hello {name}, your massage is at {time}')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('{name}, massage').first().waitFor()
    await expect(body).toHaveValue('Hello {name}, your massage is at {time}')
    await body.fill('See you at {time}')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('{name}, massage').waitFor({ state: 'detached' })

    await at(nordlys, async () => {
      const about = await aClient({ firstName: 'Zyxqua', email: 'kim@example.test' })
      for (const said of ['Zyxqua has an injury', 'Nothing in particular'])
        await queueMail({
          to: { name: 'Kim', address: 'kim@example.test' },
          purpose: 'reminders.mails.purpose',
          template: 'reminders::mails/reminder',
          data: { subject: 'Hello', body: said },
          client: about,
          by: SERVER,
        })
    })
    await server.hasBody(1)
    assert.include(server.mails[0].text!, 'Nothing in particular')
    await page.goto(addressAt(ida.host, '/settings/outbox'))
    await page.getByText('so it was held back').first().waitFor()
    await page.getByText('Zyxqua, injury').first().waitFor()
  })

  test('a file leaves once it is shown who takes it, and what is on the page needs no proof', async ({
    browserContext,
    client,
    assert,
  }) => {
    const { ida } = await strictClinic({ downloads: {} })
    const failed = await imported(client, ida, table('Fornavn;E-mail', 'Bo;no address'))
    const session = signIn(ida, { proved_at: 0 })
    await browserContext.setCookie('fortrolig_session', session, { domain: ida.host })
    const page = await browserContext.newPage()
    await page.goto(addressAt(ida.host, `/clients/imports/${failed.id}`))
    await page.getByRole('link', { name: 'Download' }).click()
    await page.waitForURL('**/identity?next=**')
    await page.getByLabel('Your password').fill(PASSWORD)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Go on' }).click(),
    ])
    assert.include(readFileSync(await file.path(), 'utf8'), 'no address')
  })

  test('an address for other programs ends by itself, and reads on when its member keeps it', async (context) => {
    const { browserContext, client } = context
    const { signe } = await strictClinic({ tokens_expire: { tokenDays: 30 } })
    const feed = await openFeed(signe)
    letPass(38 * DAY, context)
    const ended = await client.get(feed).at(signe.host)
    ended.assertStatus(404)
    const page = await openAs(browserContext, signe, '/security/calendar-feed')
    await page.getByText('It ended by itself').waitFor()
    await page.getByRole('button', { name: 'Keep this address' }).click()
    await page.getByText('It ended by itself').waitFor({ state: 'detached' })
    const again = await client.get(feed).at(signe.host)
    again.assertStatus(200)
  })
})
