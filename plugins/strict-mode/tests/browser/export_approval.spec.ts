import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { manyClients } from '#tests/clients'
import { at } from '#tests/people'
import { strictClinic } from '../setting.js'

/** Presses the button, and reads how many clients came. */
async function clientsIn(page: Page) {
  const downloaded = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const file = await downloaded
  return JSON.parse(await readFile(await file.path(), 'utf8')).clients.length
}

test.group('An export that two people decide', () => {
  test('a small one goes as ever, a large one is asked for, approved by a colleague and taken out', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { nordlys, ida, mads } = await strictClinic({
      export_approval: { clients: 2, approvalHours: 24 },
    })
    await at(nordlys, () => manyClients(2))
    const page = await openAs(browserContext, mads, '/clients/exports/new')
    await page.getByRole('radio', { name: 'JSON' }).check()
    await photograph(page, 'export-small')
    assert.equal(await clientsIn(page), 2)

    await at(nordlys, () => manyClients(3, (n) => ({ firstName: `Later ${n}` })))
    await page.getByRole('button', { name: 'Download' }).click()
    await page.getByRole('heading', { name: 'Ask a second person' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'export-ask')
    await page.getByLabel('What it is for').fill('We move to another system in June')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Your colleagues are asked.').waitFor()
    await photograph(page, 'export-list')

    const others = await browser.newContext()
    const idas = await openAs(others, ida, '/')
    await idas.getByText('An export waits for a second person’s yes or no.').waitFor()
    await idas.getByRole('link', { name: 'Have a look' }).click()
    await idas.getByRole('link', { name: /^Have a look.*Mads Holm/ }).click()
    await idas.getByText('We move to another system in June').waitFor()
    await assertAccessible(idas, assert)
    await photograph(idas, 'export-answer')
    await idas.getByRole('button', { name: 'Approve' }).click()
    await idas.getByText('Approved. Whoever asked is told').waitFor()
    await others.close()

    await page.getByRole('link', { name: 'Have a look' }).click()
    await page.getByText('Approved by Ida Lund.').waitFor()
    await photograph(page, 'export-approved')
    await page.getByRole('link', { name: 'Take it out' }).click()
    assert.equal(await clientsIn(page), 5)
    await page.getByRole('button', { name: 'Download' }).click()
    await page.getByRole('heading', { name: 'Ask a second person' }).waitFor()
  })
})
