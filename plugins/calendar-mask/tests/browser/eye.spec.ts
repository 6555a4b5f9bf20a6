import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { SERVER } from '#audit/actor'
import Client from '#models/client'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { clinicRules, type Rules } from '../../settings.js'

const NAMES = /zacharias|hemmeligsen/i
const WEEK = `/calendar?view=week&date=${TUESDAY}`

/** Nordlys with the plugin on, and Zacharias, whom Signe sees on a Tuesday. */
async function scene(rules: Partial<Rules> = {}) {
  const all = await people()
  await switchOn(all.nordlys, 'calendar-mask')
  const client = await at(all.nordlys, async () => {
    await clinicRules.write({ ...clinicRules.read(), ...rules })
    const values = { firstName: 'Zacharias', lastName: 'Hemmeligsen', phone: '20 12 34 56' }
    const found = await Client.register(values, { by: SERVER })
    const { id: serviceId } = await aService({}, all.signe)
    await book(planOf(all.signe, '09:00', { serviceId, note: 'Hemmeligsen is late' }), found)
    return found
  })
  return { ...all, client }
}

function hidden(page: Page) {
  return page.locator('.shell-sidebar').getByRole('button', { name: 'Show names' }).waitFor()
}

test.group('Calendar mask in the browser', () => {
  test('the key hides and shows, and every other tab follows at once', async ({
    browserContext,
    assert,
  }) => {
    const { signe } = await scene()
    const page = await openAs(browserContext, signe, '/clients')
    const other = await browserContext.newPage()
    await other.goto(addressAt(signe.host, WEEK))
    await other.getByText('Zacharias Hemmeligsen').first().waitFor()

    await page.keyboard.press('Alt+Shift+KeyH')
    await hidden(page)
    await hidden(other)
    await other.getByText('•••').first().waitFor()
    assert.notMatch(await other.content(), NAMES)

    await page.keyboard.press('Alt+Shift+KeyH')
    await page.getByText('Zacharias Hemmeligsen').first().waitFor()
  })

  test('keeps what somebody was typing, under a curtain', async ({ browserContext, assert }) => {
    const { signe, client } = await scene()
    const page = await openAs(browserContext, signe, `/clients/${client.id}/edit`)
    await page.getByLabel('City').fill('Svaneke')
    await page.keyboard.press('Alt+Shift+KeyH')

    const curtain = page.getByRole('dialog', { name: 'Names are hidden' })
    await curtain.getByText('What you were typing is still there').waitFor()
    await photograph(page, 'curtain')
    await assertAccessible(page, assert)
    await curtain.getByRole('button', { name: 'Back to the page' }).click()
    await expect(page.getByLabel('City')).toHaveValue('Svaneke')
    await page.getByRole('button', { name: 'Save' }).click()
    await hidden(page)
    assert.notMatch(await page.content(), NAMES)
  })

  test('closes by itself when another window comes to the front, if so set', async ({
    browserContext,
    assert,
  }) => {
    const { signe } = await scene({ whenLeft: true })
    const page = await openAs(browserContext, signe, '/clients')
    await page.getByText('Zacharias Hemmeligsen').waitFor()
    // Chromium without a screen always has the focus.
    await page.evaluate('document.hasFocus = () => false; window.dispatchEvent(new Event("blur"))')
    await hidden(page)
    assert.notMatch(await page.content(), NAMES)
  })

  test('and when nobody does anything', async ({ browserContext }) => {
    const { signe } = await scene({ idleMinutes: 5 })
    const idle = await openAs(browserContext, signe, '/clients')
    await idle.getByText('Zacharias Hemmeligsen').waitFor()
    await idle.clock.install()
    await idle.reload()
    await idle.clock.fastForward(4 * 60_000)
    await expect(idle.getByText('Zacharias Hemmeligsen')).toBeVisible()
    await idle.clock.fastForward(2 * 60_000)
    await hidden(idle)
  })

  test('works without scripts, and its pages are open to everybody', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { ida, signe } = await scene()
    const plain = await browser.newContext({ javaScriptEnabled: false })
    const bare = await openAs(plain, signe, '/clients?status=all')
    await bare.locator('.shell-sidebar').getByRole('button', { name: 'Hide names' }).click()
    await hidden(bare)
    assert.include(bare.url(), '/clients?status=all')
    assert.notMatch(await bare.content(), NAMES)
    await plain.close()

    const page = await openAs(browserContext, ida, '/settings/plugins/calendar-mask/settings')
    await photograph(page, 'mask-settings')
    await assertAccessible(page, assert)
    await page.goto(addressAt(ida.host, '/calendar-mask/rules'))
    await photograph(page, 'mask-rules')
    await assertAccessible(page, assert)
    await page.goto(addressAt(ida.host, WEEK))
    await page.keyboard.press('Alt+Shift+KeyH')
    await hidden(page)
    await photograph(page, 'mask-calendar')
    await assertAccessible(page, assert)
  })
})
