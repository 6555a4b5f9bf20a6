import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { addressAt, assertAccessible, openAs, photograph } from '#tests/browser/pages'
import Appointment from '#models/appointment'
import { at } from '#tests/people'
import Booking from '../../models/booking.js'
import { bookOnline, CLARA_TYPED, filledIn, minuteIn, taking } from '../setting.js'
import { placeIn } from '../waiting.js'

const PHONE = { width: 360, height: 740 }
// In the browser's words, because this project's tests know no DOM.
const FOCUSED = `(({ ariaLabel, textContent, tagName }) =>
  /^(A|BUTTON)$/.test(tagName) ? [ariaLabel, textContent].join(' ') : '')(document.activeElement)`

/** Goes on with the keyboard alone: from where the focus is to what is called so, and presses it. */
async function press(page: Page, name: string) {
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>(FOCUSED)
    if (focused.includes(name)) return page.keyboard.press('Enter')
  }
  throw new Error(`The keyboard does not reach ${name}`)
}

test.group('Booking on a phone', () => {
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
  })

  test('who finds no time waits for one, and leaves the list again', async ({
    browserContext,
    assert,
  }) => {
    const all = await taking()
    const page = await browserContext.newPage()
    await page.goto(addressAt(all.host, `/booking/services/${all.service.id}/times`))
    await page.getByRole('link', { name: 'Join the waiting list' }).click()
    await page.getByLabel('First name').fill('Anna')
    await assertAccessible(page, assert)
    await photograph(page, 'booking-waiting')
    await page.getByLabel('Last name').fill('Lund')
    await page.getByLabel('E-mail').fill('anna@example.test')
    await page.getByLabel('I accept the terms').check()
    await page.getByLabel('I have read the privacy').check()
    await page.getByRole('button', { name: 'Join the waiting list' }).click()
    await page.getByRole('heading', { name: 'You are on the waiting list' }).waitFor()
    await assertAccessible(page, assert)

    await page.goto(addressAt(all.host, await placeIn(all)))
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Leave the list' }).click()
    await page.getByRole('heading', { name: 'You are not on the list any more' }).waitFor()
  })

  test('it works with the keyboard alone, and without scripts', async ({ browser, assert }) => {
    const all = await taking()
    const context = await browser.newContext({ javaScriptEnabled: true, locale: 'da' })
    const page = await context.newPage()
    await page.setViewportSize(PHONE)
    await page.goto(addressAt(all.host, '/booking'))
    await press(page, 'Physiotherapy')
    await page.waitForURL(/\/services\//)
    await press(page, 'Uanset hvem')
    await page.waitForURL(/\/times/)
    await page.getByRole('heading', { name: 'Vælg en tid' }).waitFor()
    await press(page, '.00')
    await page.waitForURL(/\/hold\//)
    await page.getByLabel('Fornavn').fill('Clara')
    // Who goes back and chooses again holds one time, not two.
    await page.goBack()
    await page.locator('.booking-time').last().click()
    await page.waitForURL(/\/hold\//)
    const held = await at(all.nordlys, () => Appointment.query())
    assert.lengthOf(held, 1)
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
  })

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
    const waiting = `/booking/services/${all.service.id}/waiting`
    const dates = { from: '2099-01-01', until: '2099-02-01' }
    await client
      .post(waiting)
      .at(all.host)
      .form({ ...(await filledIn(client, waiting)), ...dates })
    await page.getByRole('link', { name: 'Waiting list' }).click()
    await page.getByText('Clara Østergaard').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'booking-waiting-list')
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'Nobody waits' }).waitFor()
    await page.goto(addressAt(all.host, '/booking/requests'))
    await page.getByRole('link', { name: 'Set up online booking' }).click()
    await page.getByRole('heading', { name: 'What visitors accept' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'booking-setup')
    await page.goto(addressAt(all.host, '/booking/wordings/terms/da'))
    await assertAccessible(page, assert)
    await page.goto(addressAt(all.host, '/settings/plugins/booking/settings'))
    await assertAccessible(page, assert)
    await photograph(page, 'booking-settings')
  })
})
