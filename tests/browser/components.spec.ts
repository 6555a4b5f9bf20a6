import { test } from '@japa/runner'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { openSample } from '#tests/browser/samples'
import { people } from '#tests/people'

const RETRY = {
  errors: {
    'form': ['Another member changed this a moment ago.'],
    'email': ['Write a whole e-mail address, such as anna@example.com.'],
    'address.zip': ['Postal code is missing.'],
    'channel': ['Choose one from the list.'],
    'terms': ['Tick this to go on.'],
  },
  typed: {
    name: 'Typed name',
    email: 'anna@',
    address: { zip: '', city: 'Århus' },
    days: ['Tue'],
    note: '\nTyped',
  },
}

const wasRefused = { url: () => '/sample', method: () => 'POST' }

test.group('Components', () => {
  for (const name of ['list', 'form', 'parts'] as const)
    test(`the ${name} sample is accessible`, async ({ browserContext, assert }) => {
      const { ida } = await people()
      const page = await openSample(browserContext, ida, name)
      await assertAccessible(page, assert)
      await photograph(page, name)
    })

  test('a refused form shows each mistake beside its field, and what was typed', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'form', { ...RETRY, request: wasRefused })

    await expect(page.getByLabel('Name of the clinic')).toHaveValue('Typed name')
    await expect(page.getByLabel('City')).toHaveValue('Århus')
    await expect(page.getByLabel('About the clinic')).toHaveValue('\nTyped')
    await expect(page.getByLabel('Tue')).toBeChecked()
    await expect(page.getByLabel('Mon')).not.toBeChecked()
    await expect(page.getByLabel('Send reminders')).not.toBeChecked()
    const email = page.getByLabel('E-mail', { exact: false }).first()
    await expect(email).toHaveAttribute('aria-invalid', 'true')
    const described = (await email.getAttribute('aria-describedby'))!.split(' ')
    const words = await Promise.all(described.map((id) => page.locator(`#${id}`).innerText()))
    assert.deepEqual(words, ['For privacy matters', RETRY.errors.email[0]])
    await assertAccessible(page, assert)
    await photograph(page, 'refused')
  })

  test('mistakes belong to the form that was sent', async ({ browserContext }) => {
    const { ida } = await people()
    const other = { url: () => '/another', method: () => 'POST' }
    const page = await openSample(browserContext, ida, 'form', { ...RETRY, request: other })

    await expect(page.getByLabel('Name of the clinic')).toHaveValue('Nordlys')
    await expect(page.locator('[aria-invalid]')).toHaveCount(0)
  })
})

test.group('Shell', () => {
  test('the home page is accessible, calls no other host and breaks no rule of its own', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const complaints: string[] = []
    browserContext.on('console', (message) => complaints.push(message.text()))
    browserContext.on('request', (request) => {
      if (!request.url().startsWith(addressAt(ida.host, ''))) complaints.push(request.url())
    })
    const page = await openAs(browserContext, ida, '/')
    assert.deepEqual(complaints, [])
    await assertAccessible(page, assert)
    await photograph(page, 'home')
  })

  test('on a phone the menu opens, holds the focus and gives it back', async ({
    browserContext,
  }) => {
    const { ida } = await people()
    const page = await openAs(browserContext, ida, '/')
    await page.setViewportSize({ width: 360, height: 800 })
    const opener = page.getByRole('button', { name: 'Open the menu' })
    await opener.click()
    await page.getByRole('dialog', { name: 'Menu' }).getByRole('link', { name: 'Home' }).waitFor()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Menu' })).toBeHidden()
    await expect(page.locator(':focus')).toHaveAttribute('aria-label', 'Open the menu')
  })

  test('on a phone without scripts the menu opens, closes and leads on', async ({ browser }) => {
    const { ida } = await people()
    const withoutScripts = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    })
    const page = await openAs(withoutScripts, ida, '/')
    const menu = page.getByRole('dialog', { name: 'Menu' })
    await menu.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Open the menu' }).click()
    await menu.getByRole('button', { name: 'Close the menu' }).click()
    await menu.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Open the menu' }).click()
    await menu.getByRole('button', { name: 'Dark' }).click()
    await page.locator('html[data-theme="fortrolig-dark"]').waitFor()
    await page.getByRole('button', { name: 'Open the menu' }).click()
    await menu.getByRole('link', { name: 'Clients' }).click()
    await page.waitForURL('**/clients')
    await withoutScripts.close()
  })

  test('on a phone without scripts the settings say where you are, and lead on from there', async ({
    browser,
    assert,
  }) => {
    const { ida } = await people()
    const withoutScripts = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    })
    const page = await openAs(withoutScripts, ida, '/settings/members')
    const menu = page.getByRole('navigation', { name: 'Settings' })
    const here = menu.locator('summary')
    await expect(here).toHaveText(/^\s*Settings\s+Members\s*$/)
    await expect(menu.getByRole('link')).toHaveCount(0)
    await here.press('Enter')
    await expect(menu.getByRole('link', { name: 'Members' })).toHaveAttribute(
      'aria-current',
      'page'
    )
    await here.press('Tab')
    assert.equal(await page.locator(':focus').innerText(), 'Clinic')
    await menu.getByRole('link', { name: 'Audit log' }).click()
    await expect(here).toHaveText(/^\s*Settings\s+Audit log\s*$/)
    await expect(menu.getByRole('link')).toHaveCount(0)
    await withoutScripts.close()
  })

  test('the look changes at once, with what was typed still there, and is kept', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openAs(browserContext, ida, '/profile')
    const look = () => page.locator('html').getAttribute('data-theme')
    const choose = async (name: string) => {
      const kept = page.waitForResponse('**/theme?_method=PUT')
      await page.locator('.shell-sidebar').getByRole('button', { name }).click()
      await kept
    }
    assert.isNull(await look())
    await page.getByLabel('Name').fill('Ida Marie')
    await page.locator('.shell-sidebar summary').click()
    await assertAccessible(page, assert)
    await photograph(page, 'theme')

    await choose('Dark')
    assert.equal(await look(), 'fortrolig-dark')
    await expect(page.getByLabel('Name')).toHaveValue('Ida Marie')
    await page.goto(addressAt(ida.host, '/security'))
    assert.equal(await look(), 'fortrolig-dark')
    await page.locator('.shell-sidebar summary').click()
    await choose('As the device has it')
    assert.isNull(await look())
    await page.reload()
    assert.isNull(await look())
  })

  test('a member sees only what the role allows', async ({ browserContext, assert }) => {
    const { jonas } = await people()
    const page = await openAs(browserContext, jonas, '/settings/hours')
    const wordsOf = async (links: string) => {
      const texts = await page.locator(links).allInnerTexts()
      return texts.map((text) => text.trim())
    }

    // Everybody has working hours; nothing else of the settings is a receptionist's.
    assert.deepEqual(await wordsOf('.shell-sidebar nav a'), [
      'Home',
      'Calendar',
      'Clients',
      'Settings',
    ])
    assert.deepEqual(await wordsOf('nav.subnav a'), ['Working hours'])
  })
})
