import { test } from '@japa/runner'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { standingOf } from '../../models/standing.js'
import automaticSignOut from '../../rules/automatic_sign_out.js'
import { strictClinic } from '../setting.js'

test.group('Strict mode in the browser', () => {
  test('an owner sees what changes while choosing, switches a rule on, and off again with a reason', async ({
    browserContext,
    assert,
  }) => {
    const { ida, nordlys } = await strictClinic({ second_factor: { graceDays: 14 } })
    const page = await openAs(browserContext, ida, '/strict-mode')
    await assertAccessible(page, assert)
    await photograph(page, 'strict-index')
    await page.getByRole('link', { name: 'Evidence' }).click()
    await page.getByLabel('Command').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'strict-evidence')
    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Report (PDF)' }).click(),
    ])
    assert.equal(report.suggestedFilename(), 'evidence.pdf')
    await page.goBack()
    await page.getByRole('link', { name: 'What it changes: Automatic sign-out' }).click()

    const minutes = page.getByLabel('Minutes without a sign of life')
    await minutes.fill('45')
    await minutes.press('Tab')
    await page
      .getByText('4 of 4 members are signed out sooner than now, after 45 minutes.')
      .waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'strict-edit')
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByText('“Automatic sign-out” is on as you chose.').waitFor()
    const standing = () => at(nordlys, async () => standingOf(automaticSignOut)?.values)
    assert.deepEqual(await standing(), { minutes: 45 })

    await page.getByRole('link', { name: 'Edit: Automatic sign-out' }).click()
    await minutes.fill('60')
    await minutes.press('Tab')
    await page.getByText('This protects less than now.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'strict-weaker')
    await page.locator('#off-reason').fill('We treat in pairs now')
    await page.getByRole('button', { name: 'Switch this rule off' }).click()
    await page.getByText('“Automatic sign-out” is off.').waitFor()
    assert.isUndefined(await standing())
  })
})
