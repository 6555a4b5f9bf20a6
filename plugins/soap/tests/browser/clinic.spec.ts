import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { soapSettings } from '../../settings.js'
import Template from '../../models/template.js'
import { noting } from '../setting.js'
import { inAnother, openUnlocked, saved, unlockHere } from './opening.js'

function ownRow(page: Page, name: string) {
  return page.getByRole('listitem').filter({ hasText: name })
}

test.group('What a clinic decides about notes', () => {
  test('settings, templates that colleagues share, and what nobody signed yet', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, ida, clara } = await noting()
    const page = await openAs(browserContext, ida, '/settings/plugins/soap/settings')
    await page.getByLabel('All colleagues who may read notes').check()
    await page.getByLabel('Days to sign a note').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.field-error').first().waitFor()
    await expect(page.getByLabel('All colleagues who may read notes')).toBeChecked()
    await page.getByLabel('Days to sign a note').fill('3')
    await page.getByLabel('Become final by themselves').check()
    await assertAccessible(page, assert)
    await photograph(page, 'settings')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.notice-success').waitFor()
    assert.deepEqual(await at(nordlys, async () => soapSettings.read()), {
      ...{ readers: 'colleagues', unsigned: 'finalise', unsignedDays: 3 },
    })

    await inAnother(browser, async (context) => {
      const other = await openUnlocked(context, signe, '/soap/templates')
      await ownRow(other, 'Massage').getByRole('button', { name: 'Copy and change' }).click()
      await other.getByLabel('Name of the template').fill('Knee school')
      await other.getByRole('button', { name: 'Save' }).click()
      await ownRow(other, 'Knee school').waitFor()
      const here = other.locator('.shell-sidebar [aria-current="page"]')
      await expect(here).toHaveText('Notes')
      await photograph(other, 'templates')
    })

    await page.goto(addressAt(ida.host, '/soap/templates'))
    await unlockHere(page, ida)
    await ownRow(page, 'Knee school').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByLabel('What it asks').last().fill('Stairs today?')
    await page.getByRole('button', { name: 'Save' }).click()
    await ownRow(page, 'Stairs today?').waitFor()

    await inAnother(browser, async (context) => {
      const other = await openUnlocked(context, signe, `/soap/clients/${clara.id}/notes/create`)
      await other.locator('.soap-readers').getByText('Ida Lund').waitFor()
      await other.getByLabel('Template').selectOption({ label: 'Knee school' })
      await other.getByLabel('Stairs today?').fill('Twice, slowly')
      await saved(other)
      await other.goto(addressAt(signe.host, '/'))
      await other.getByRole('link', { name: 'One note waits for a signature' }).click()
      await other.getByText('After 3 days a note becomes final without a signature.').waitFor()
      await other.getByRole('cell', { name: 'Clara Østergaard' }).waitFor()
      await assertAccessible(other, assert)
      await photograph(other, 'unsigned')
    })

    // A new reader by the setting: Ida reads the draft, and does not write it.
    await page.goto(addressAt(ida.host, `/clients/${clara.id}?tab=soap`))
    await unlockHere(page, ida)
    await page.getByText('Knee school').waitFor()
    await page.locator('[data-note] a').first().click()
    await page.getByText('Twice, slowly').waitFor()
    await page.getByText('Draft by Signe Dahl').waitFor()
    await expect(page.getByRole('button', { name: 'Sign and finalise' })).toHaveCount(0)

    await page.goto(addressAt(ida.host, '/soap/templates'))
    await unlockHere(page, ida)
    await ownRow(page, 'Knee school').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('None yet.').waitFor()
    assert.lengthOf(await at(nordlys, () => Template.all()), 0)
  })
})
