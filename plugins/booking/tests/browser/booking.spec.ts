import { test } from '@japa/runner'
import type { Page } from 'playwright'
import Appointment from '#models/appointment'
import { addressAt, assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { mailThrough, sendMails } from '#tests/mails'
import { MailServer } from '#tests/peers/smtp'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import { bookOnline, CLARA_TYPED, minuteIn, taking } from '../setting.js'

const PHONE = { width: 360, height: 740 }
// In the browser's words, because this project's tests know no DOM.
const FOCUSED = `(({ ariaLabel, textContent, tagName }) =>
  /^(A|BUTTON)$/.test(tagName) ? [ariaLabel, textContent].join(' ') : '')(document.activeElement)`

/** The address in the newest mail that the server got. */
function linkIn(server: MailServer) {
  const [link] = /http:\S+\/booking\/a\/[\w-]+/.exec(server.mails.at(-1)!.text!)!
  return link
}

/** Goes on with the keyboard alone: from where the focus is to what is called so, and presses it. */
async function press(page: Page, name: string) {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(FOCUSED)
    if (focused.includes(name)) return page.keyboard.press('Enter')
  }
  throw new Error(`The keyboard does not reach ${name}`)
}

test.group('Booking on a phone', (group) => {
  let server: MailServer | undefined
  let stopSending = () => {}

  group.each.teardown(async () => {
    stopSending()
    await server?.stop()
    server = undefined
  })

  async function clinicWithMail() {
    const all = await taking({ proofOfWork: true, grid: 30, soonestHours: 48 })
    server = await MailServer.start()
    await mailThrough(all.nordlys, server.port)
    stopSending = sendMails()
    return { all, mail: server }
  }

  test('a visitor books, finds the mail, and moves the appointment by its link', async ({
    browserContext,
    assert,
  }) => {
    const { all, mail } = await clinicWithMail()
    const page = await browserContext.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(all.host, '/booking'))
    await photograph(page, 'booking-services')
    await page.setViewportSize(PHONE)
    await page.getByRole('link', { name: 'Physiotherapy' }).click()
    await page.getByRole('link', { name: 'Signe Dahl' }).click()
    await page.getByRole('heading', { name: 'Choose a time' }).waitFor()
    await photograph(page, 'booking-times')
    await page.setViewportSize(PHONE)
    await page.locator('.booking-time').nth(2).click()
    await page.getByLabel('First name').fill('Clara')
    await page.getByLabel('Last name').fill('Østergaard')
    await page.getByLabel('E-mail').fill('clara@example.test')
    await page.getByLabel('I accept the terms').check()
    await page.getByLabel('I have read the privacy').check()
    await photograph(page, 'booking-details')
    await page.setViewportSize(PHONE)
    await page.getByRole('button', { name: 'Book' }).click()
    await page.getByRole('heading', { name: 'You have booked' }).waitFor()
    await photograph(page, 'booking-thanks')

    await mail.hasBody()
    const [confirmation] = mail.mails
    assert.deepEqual(confirmation.to, ['clara@example.test'])
    const file = confirmation.attachments.find(({ mimeType }) => /calendar|ics/.test(mimeType))!
    assert.include(new TextDecoder().decode(file.content as ArrayBuffer), 'BEGIN:VEVENT')

    const before = await at(all.nordlys, () => Appointment.findByOrFail('status', 'booked'))
    await page.setViewportSize(PHONE)
    await page.goto(linkIn(mail).replace(/^http:\/\/[^/]+/, addressAt(all.host, '')))
    await photograph(page, 'booking-appointment')
    await page.setViewportSize(PHONE)
    await page.getByRole('link', { name: 'Move' }).click()
    await page.getByRole('heading', { name: 'Move your appointment' }).waitFor()
    await page.locator('.booking-time').last().click()
    await page.getByText('Your appointment is moved').waitFor()
    await mail.hasBody(2)
    const after = await at(all.nordlys, () => Appointment.findOrFail(before.id))
    assert.notEqual(after.startsAt.toISO(), before.startsAt.toISO())
    assert.equal(after.sequence, 1)
    assert.include(mail.mails[1].subject!, 'is moved')
  }).timeout(90_000)

  test('every page is open to everybody, in three languages', async ({
    browserContext,
    client,
    assert,
  }) => {
    const all = await taking()
    await bookOnline(client, all, minuteIn(3, '10:00'), CLARA_TYPED)
    const page = await browserContext.newPage()
    for (const [locale, words] of Object.entries({
      da: 'Vælg en tid',
      nb: 'Velg tidspunkt',
      en: 'Choose a time',
    })) {
      await page.goto(addressAt(all.host, `/booking?locale=${locale}`))
      await assertAccessible(page, assert)
      await page.goto(
        addressAt(all.host, `/booking/services/${all.service.id}/times?locale=${locale}`)
      )
      await page.getByRole('heading', { name: words }).waitFor()
      await assertAccessible(page, assert)
      await page.locator('.booking-time').first().click()
      await page.waitForURL(/\/hold\//)
      await assertAccessible(page, assert)
    }
    await page.goto(addressAt(all.host, `/booking/services/${all.service.id}/waiting`))
    await assertAccessible(page, assert)
    await photograph(page, 'booking-waiting')
  }).timeout(120_000)

  test('it works with the keyboard alone, and without scripts', async ({ browser, assert }) => {
    const all = await taking()
    const context = await browser.newContext({ javaScriptEnabled: true, locale: 'da' })
    const page = await context.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(all.host, '/booking'))
    await press(page, 'Physiotherapy')
    await page.waitForURL(/\/services\//)
    await press(page, 'Ligegyldigt hvem')
    await page.waitForURL(/\/times/)
    await page.getByRole('heading', { name: 'Vælg en tid' }).waitFor()
    await press(page, '.00')
    await page.waitForURL(/\/hold\//)
    await page.getByLabel('Fornavn').fill('Clara')
    await context.close()

    const plain = await browser.newContext({ javaScriptEnabled: false })
    const other = await plain.newPage()
    await other.goto(addressAt(all.host, `/booking/services/${all.service.id}/times`))
    await other.locator('.booking-time').first().click()
    await other.getByLabel('First name').fill('Clara')
    await other.getByLabel('Last name').fill('Østergaard')
    await other.getByLabel('E-mail').fill('clara@example.test')
    await other.getByLabel('I accept the terms').check()
    await other.getByLabel('I have read the privacy').check()
    await other.getByRole('button', { name: 'Book' }).click()
    await other.getByRole('heading', { name: 'You have booked' }).waitFor()
    await plain.close()
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 1)
  }).timeout(90_000)

  test('members see what waits, and set the page up', async ({
    browserContext,
    client,
    assert,
  }) => {
    const all = await taking({ approveFirst: true, origins: 'https://www.clinic.example' })
    await bookOnline(client, all, minuteIn(3, '10:00'), CLARA_TYPED)
    const page = await openAs(browserContext, all.ida, '/booking/requests')
    await assertAccessible(page, assert)
    await photograph(page, 'booking-requests')
    await page.getByRole('link', { name: 'Set up online booking' }).click()
    await page.getByRole('heading', { name: 'What visitors accept' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'booking-setup')
    await page.goto(addressAt(all.host, '/booking/wordings/terms/da'))
    await assertAccessible(page, assert)
    await page.goto(addressAt(all.host, '/settings/plugins/booking/settings'))
    await assertAccessible(page, assert)
    await photograph(page, 'booking-settings')
  }).timeout(90_000)
})
