import { test } from '@japa/runner'
import type { Browser, Locator, Page } from 'playwright'
import Client from '#models/client'
import { mailThrough, sendMails } from '#tests/mails'
import { onMondayMorning } from '#tests/clock'
import { MailServer } from '#tests/peers/smtp'
import { Wiretap } from '#tests/peers/wiretap'
import { at } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { type Taking, taking } from '../../plugins/booking/tests/setting.js'
import { addressAt, expect, photograph, signInWith } from './pages.js'

const PHONE = { width: 360, height: 740 }
/** Online one books two days ahead, here. */
const WEDNESDAY = 2

/** What tells who the visitor is: nothing else in the clinic has anything like it. */
const NAME = 'Zacharias Hemmeligsen'
const TOLD = { name: /zacharias/i, lastName: /hemmeligsen/i, phone: /28.{0,3}37.{0,3}46.{0,3}01/ }
const GIVEAWAYS = new RegExp(
  Object.values(TOLD)
    .map(({ source }) => source)
    .join('|'),
  'i'
)

/** The address in the newest mail that the server got. */
function linkIn({ mails }: MailServer) {
  return /http:\S+\/booking\/a\/[\w-]+/.exec(mails.at(-1)!.text!)![0]
}

/** Books as somebody does who has never been there: on a phone, from the first page on. */
async function books(page: Page, { host }: Taking, time: string) {
  await page.goto(addressAt(host, '/booking'))
  await page.getByRole('link', { name: 'Physiotherapy' }).click()
  await page.getByRole('link', { name: 'Signe Dahl' }).click()
  await page.getByRole('heading', { name: 'Choose a time' }).waitFor()
  await pictureOf(page, 'booking-times')
  await page.getByRole('button', { name: time, exact: true }).click()
  await page.getByLabel('First name').fill('Zacharias')
  await page.getByLabel('Last name').fill('Hemmeligsen')
  await page.getByLabel('E-mail').fill('zacharias@hemmeligsen.test')
  await page.getByLabel('Phone').fill('28 37 46 01')
  await page.getByLabel('I accept the terms').check()
  await page.getByLabel('I have read the privacy').check()
  await pictureOf(page, 'booking-details')
  await page.getByRole('button', { name: 'Book' }).click()
  await page.getByRole('heading', { name: 'You have booked' }).waitFor()
  await pictureOf(page, 'booking-thanks')
}

/** Follows the link in the mail, and chooses another time of the same day. */
async function moves(page: Page, link: string, time: string) {
  await page.goto(link)
  await pictureOf(page, 'booking-appointment')
  await page.getByRole('link', { name: 'Move' }).click()
  await page.getByRole('heading', { name: 'Move your appointment' }).waitFor()
  await page.getByRole('button', { name: time, exact: true }).click()
  await page.getByText('Your appointment is moved').waitFor()
}

async function pictureOf(page: Page, name: string) {
  await photograph(page, name)
  await page.setViewportSize(PHONE)
}

async function sitsDown(browser: Browser, { signe }: Taking) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1100 } })
  await signInWith(context, signe)
  return context.newPage()
}

/** The appointment of these people in the grid, when it begins then. */
function inGrid(page: Page, who: string, time: string): Locator {
  return page.locator('.ec-event', { hasText: who }).filter({ hasText: time })
}

/** Every page on which the client stands, each in a way of its own. */
function pagesWith({ id }: Client, date: string) {
  return [
    ...['day', 'month', 'agenda'].map((view) => `/calendar?view=${view}&date=${date}`),
    ...[`/calendar/days/${date}`, '/clients', `/clients/${id}`],
    ...[`/clients/${id}?tab=appointments`, `/appointments/new?client=${id}`],
  ]
}

test.group('Booked at night', () => {
  test('a visitor books on a phone and moves by mail; a member sees it move, hides names, and no byte tells whose it is', async (context) => {
    const { browser, browserContext, assert } = context
    const date = onMondayMorning(context, WEDNESDAY)
    const all = await taking({ proofOfWork: true, grid: 30, soonestHours: 48 })
    await switchOn(all.nordlys, 'calendar-mask')
    const mail = await MailServer.start()
    await mailThrough(all.nordlys, mail.port)
    const stopSending = sendMails()
    const tap = await Wiretap.start()
    context.test.cleanup(async () => {
      await stopSending()
      await mail.stop()
      await tap.stop()
    })

    const phone = await browserContext.newPage()
    await phone.setViewportSize(PHONE)
    await books(phone, all, '10:00 AM')
    await mail.hasBody()
    assert.deepEqual(mail.mails[0].to, ['zacharias@hemmeligsen.test'])
    const [file] = mail.mails[0].attachments.filter(({ mimeType }) => /calendar/.test(mimeType))
    assert.include(new TextDecoder().decode(file.content as ArrayBuffer), 'BEGIN:VEVENT')

    const desk = await sitsDown(browser, all)
    const calendar = tap.addressAt(all.host, `/calendar?view=week&date=${date}`)
    await desk.goto(calendar)
    await inGrid(desk, NAME, '10:00').waitFor()
    await desk.locator('[data-live]').waitFor({ state: 'attached' })
    let loads = 0
    desk.on('load', () => loads++)
    await moves(phone, linkIn(mail), '1:00 PM')
    await inGrid(desk, NAME, '13:00').waitFor()
    await expect(inGrid(desk, NAME, '10:00')).toHaveCount(0)
    assert.equal(loads, 0)
    await mail.hasBody(2)
    assert.include(mail.mails[1].subject!, 'is moved')

    const client = await at(all.nordlys, () => Client.findByOrFail('firstName', 'Zacharias'))
    await desk.goto(tap.addressAt(all.host, `/clients/${client.id}`))
    const before = tap.received().map(({ text }) => text)
    for (const [what, pattern] of Object.entries(TOLD))
      assert.isTrue(
        before.some((text) => pattern.test(text)),
        `shows the ${what} before`
      )

    await desk.goto(calendar)
    await inGrid(desk, NAME, '13:00').waitFor()
    await desk.locator('[data-live]').waitFor({ state: 'attached' })
    const hidden = tap.next('POST /calendar-mask/mask')
    await desk.locator('main').getByRole('button', { name: 'Hide names' }).click()
    const from = await hidden
    await inGrid(desk, '•••', '13:00').waitFor()
    await desk.locator('[data-live]').waitFor({ state: 'attached' })
    await moves(phone, linkIn(mail), '2:30 PM')
    await inGrid(desk, '•••', '14:30').waitFor()
    assert.notMatch(await desk.content(), GIVEAWAYS)

    await inGrid(desk, '•••', '14:30').getByRole('link').click()
    await desk.getByRole('dialog').getByText('•••').first().waitFor()
    for (const path of pagesWith(client, date)) {
      await desk.goto(tap.addressAt(all.host, path))
      await desk.getByText('•••').first().waitFor()
      assert.notMatch(await desk.content(), GIVEAWAYS, path)
    }
    const received = tap.received(from)
    const streams = received.filter(({ about }) => about === 'GET /calendar/changes')
    assert.isTrue(
      streams.some(({ text }) => text.includes(date)),
      'hears of the second move'
    )
    assert.deepEqual(
      received.filter(({ text }) => GIVEAWAYS.test(text)).map(({ about }) => about),
      []
    )
    await desk.context().close()
  })
})
