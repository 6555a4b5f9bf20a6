import type { Page } from 'playwright'
import { test } from '@japa/runner'
import { switchedOn } from '#plugins/switched_on'
import { at, people } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import { assertAccessible, expect, openAs } from './pages.js'

const PAGE = '/settings/plugins'

test.group('Plugins page in the browser', () => {
  test('a plugin is found and switched on, and the progress of its migrations shows', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const page = await openAs(browserContext, ida, PAGE)

    await page.getByRole('searchbox').fill('takes its time')
    await page.getByRole('link', { name: 'Guestbook' }).waitFor({ state: 'detached' })
    const steps = await stepsShown(page)
    await page.getByRole('switch', { name: 'Unhurried' }).click()
    await page.getByText('Unhurried is on.').waitFor()
    assert.includeMembers(steps, ['1 of 3', '2 of 3'])
    assert.deepEqual(await at(nordlys, async () => switchedOn().plugins.map(({ id }) => id)), [
      'unhurried',
    ])

    await page.getByRole('switch', { name: 'Unhurried', checked: true }).click()
    await page.getByText('Unhurried is off.').waitFor()
    assert.deepEqual(await at(nordlys, async () => [...switchedOn().plugins]), [])
  })

  test('works with the keyboard alone, and without JavaScript', async ({ browser, assert }) => {
    const { nordlys, ida } = await people()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await openAs(context, ida, PAGE)

    await page.getByRole('switch', { name: 'Stamps' }).press('Space')
    await page.getByRole('heading', { name: 'Turn on Stamps' }).waitFor()
    await page.getByRole('button', { name: 'Turn on' }).press('Enter')
    await page.getByText('Stamps is on.').waitFor()
    assert.deepEqual(await at(nordlys, async () => switchedOn().plugins.map(({ id }) => id)), [
      'guestbook',
      'stamps',
    ])
    await context.close()
  })

  test('data is deleted after its name was typed', async ({ browserContext }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    await switchOff(nordlys, 'guestbook')
    const page = await openAs(browserContext, ida, `${PAGE}/guestbook`)

    await page.getByRole('button', { name: 'Delete its data' }).click()
    const dialog = page.getByRole('alertdialog')
    const act = dialog.getByRole('button', { name: 'Delete its data' })
    await expect(act).toBeDisabled()
    await dialog.getByRole('textbox').fill('Guestbook')
    await act.click()
    await page.getByText('The data of Guestbook is deleted.').waitFor()
  })

  test('every page of it is for everybody', async ({ browserContext, assert }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'stamps', 'crumbling', 'unhurried')
    await switchOff(nordlys, 'unhurried')
    for (const path of [
      '',
      '?q=nothing+like+that',
      '/guestbook',
      '/unhurried',
      '/toppling/activation',
      '/guestbook/settings',
    ]) {
      const page = await openAs(browserContext, ida, PAGE + path)
      await assertAccessible(page, assert)
      await page.close()
    }
  })
})

/** What the bar shows from now on, also what it shows too briefly for somebody who looks now and then. */
async function stepsShown(page: Page) {
  const steps: string[] = []
  await page.exposeFunction('sawStep', (step: string) => steps.push(step))
  await page.evaluate(() => {
    // As exposed in the line above.
    const { sawStep } = window as unknown as { sawStep: (step: string) => void }
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof HTMLProgressElement) sawStep(`${target.value} of ${target.max}`)
    }).observe(document, { subtree: true, attributeFilter: ['value'] })
  })
  return steps
}
