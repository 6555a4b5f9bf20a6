import { test } from '@japa/runner'
import { expect, openAs } from '#tests/browser/pages'
import { openSample } from '#tests/browser/samples'
import { people } from '#tests/people'
import type { Page } from 'playwright'

test.group('Stimulus controllers', () => {
  test('dialog and typed-name: nothing is deleted before its name is typed', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'form')
    const dialog = page.getByRole('alertdialog', { name: 'Delete Nordlys?' })
    await page.getByRole('button', { name: 'Delete…' }).click()
    const confirm = dialog.getByRole('button', { name: 'Delete for good' })

    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox').fill('Nordlys')
    await expect(confirm).toBeDisabled()
    await dialog.getByRole('textbox').fill(' nordlys  fysioterapi ')
    await expect(confirm).toBeEnabled()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toBeHidden()
    assert.equal(await focused(page), 'Delete…')
  })

  test('password: shown on demand, and hidden again', async ({ browserContext }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'form')
    const field = page.getByLabel('Password', { exact: true })
    const button = page.getByRole('button', { name: 'Show the password' })

    await expect(field).toHaveAttribute('type', 'password')
    await button.click()
    await expect(field).toHaveAttribute('type', 'text')
    await expect(button).toHaveAttribute('aria-pressed', 'true')
    await button.click()
    await expect(field).toHaveAttribute('type', 'password')
  })

  test('copy: the text is in the clipboard, and a screen reader hears it', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    await browserContext.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await openSample(browserContext, ida, 'form')
    await page.getByRole('button', { name: 'Copy' }).click()

    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor()
    assert.equal(
      await page.evaluate('navigator.clipboard.readText()'),
      'https://nordlys.example/join/2uh3r98fh3'
    )
  })

  test('menu: opens, moves with the arrows, closes with Escape and with a click elsewhere', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'parts')
    const menu = page.locator('details.menu-root', { hasText: 'Archive' })
    const opener = menu.locator('summary')
    await opener.press('Enter')
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(page), 'Everything about this client')
    await page.keyboard.press('ArrowDown')
    assert.equal(await focused(page), 'Archive')
    await page.keyboard.press('Escape')
    await expect(menu).not.toHaveAttribute('open')
    assert.equal(await focused(page), 'More')
    await opener.click()
    await page.locator('h1').click()
    await expect(menu).not.toHaveAttribute('open')
  })

  test('autosubmit: a search is sent a moment after the last key', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'list')
    const sent = page.waitForRequest('**/clients?q=**')
    await page.getByRole('searchbox').pressSequentially('anna')
    const request = await sent

    assert.match(request.url(), /\?q=anna$/)
  })

  test('unsaved: changes are not left behind without a question', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'form')
    const questions: string[] = []
    page.on('dialog', (dialog) => {
      questions.push(dialog.message())
      return dialog.dismiss()
    })
    await page.getByLabel('Name of the clinic').fill('Changed')
    await page.locator('.shell-sidebar').getByRole('link', { name: 'Home' }).click()

    assert.deepEqual(questions, ['You have changes that are not saved. Leave anyway?'])
    assert.match(page.url(), /\/sample$/)
  })

  test('reveal: on a phone the current tab is in view', async ({ browserContext, assert }) => {
    const { ida } = await people()
    const context = await browserContext
      .browser()!
      .newContext({ viewport: { width: 360, height: 800 } })
    const page = await openSample(context, ida, 'parts')
    const tab = page.locator('.tab-link[aria-current]')

    await expect(tab).toBeInViewport({ ratio: 0.9 })
    // Else it would be in view by itself.
    const scrolled = `document.querySelector('.tab-links').scrollLeft`
    assert.isAbove(await page.evaluate<number>(scrolled), 0)
    await context.close()
  })

  test('a refused form keeps what was typed, and the first mistake gets the focus', async ({
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openAs(browserContext, ida, '/clients/new')
    await page.getByLabel('Last name').fill('Bergström')
    await page.getByLabel('E-mail', { exact: false }).first().fill('bergström@')
    await page.getByRole('button', { name: 'Save' }).click()
    const mistake = page.locator('[aria-invalid]:focus')
    await mistake.waitFor()

    await expect(mistake).toHaveAttribute('name', 'firstName')
    await expect(page.getByLabel('Last name')).toHaveValue('Bergström')
    assert.equal(
      await page.locator('#client-firstName-error').innerText(),
      'First name is missing.'
    )
    await expect(page.locator('[aria-invalid]')).toHaveCount(2)
  })

  test('a server that does not answer is told of, once', async ({ browserContext }) => {
    const { ida } = await people()
    const page = await openSample(browserContext, ida, 'form')
    await page.route('**/sample', (route) => route.abort())
    const save = page.getByRole('button', { name: 'Save' })
    await page.getByLabel('Name of the clinic').fill('Still here')
    await save.click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await save.click()

    await expect(alert).toHaveCount(1)
    await expect(alert).toContainText('The server cannot be reached.')
    await expect(page.getByLabel('Name of the clinic')).toHaveValue('Still here')
    await alert.getByRole('button', { name: 'Dismiss' }).click()
    await expect(alert).toHaveCount(0)
  })
})

/** The words on what has the focus. */
async function focused(page: Page) {
  const text = await page.locator(':focus').innerText()
  return text.trim()
}
