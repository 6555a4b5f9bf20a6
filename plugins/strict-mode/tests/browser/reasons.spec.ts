import { test } from '@japa/runner'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { asking, lastNameOf, meet, takeReasonsBack } from '../reasons.js'

test.group('Reasons in the browser', () => {
  test('who has none is asked once, by the keyboard too, and a form that came without one is not lost', async ({
    browserContext,
    assert,
  }) => {
    const { clara, page: path, signe, nordlys } = await asking()
    const page = await openAs(browserContext, signe, '/clients')
    await page.getByRole('link', { name: 'Clara Østergaard' }).click()
    await page.getByRole('heading', { name: 'Why do you open this page?' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'reasons-asked')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === path)
    await page.getByText('20 12 34 56').waitFor()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Last name').fill('Ågård')

    // Somebody takes the reason back while she types.
    await takeReasonsBack(nordlys)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('What you sent is not lost').waitFor()
    assert.equal(await lastNameOf(clara, signe), 'Østergaard')
    await photograph(page, 'reasons-waiting')
    await page.getByLabel('Something else').fill('A letter came back')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Clara Ågård' }).waitFor()
    assert.equal(await lastNameOf(clara, signe), 'Ågård')
  })

  test('ordinary work meets no question: an appointment near, the next client, and one just added', async ({
    browserContext,
  }) => {
    const { clara, page: path, jonas, signe } = await asking()
    await meet(signe, clara, 2)
    const page = await openAs(browserContext, jonas, '/clients')
    await page.getByRole('link', { name: 'Clara Østergaard' }).click()
    await page.waitForURL((url) => url.pathname === path)
    await page.getByText('20 12 34 56').waitFor()
    await page.goto(page.url().replace(path, '/clients/new'))
    await page.getByLabel('First name').fill('Nora')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Nora' }).waitFor()
  })

  test('in an emergency a page opens at once, and an owner reviews it', async ({
    browserContext,
    browser,
    assert,
  }) => {
    const { page: path, signe, ida } = await asking({ emergencyFor: ['practitioner'] })
    const page = await openAs(browserContext, signe, path)
    await page.getByRole('heading', { name: 'Only in an emergency' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'reasons-emergency')
    await page.getByLabel('What has happened?').fill('She collapsed in the waiting room')
    await page.getByRole('button', { name: 'Open in an emergency' }).click()
    await page.getByText('Opened in an emergency, until').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'reasons-open')

    const other = await browser.newContext()
    const owner = await openAs(other, ida, '/settings/security-overview')
    await owner.getByText('1 page waits for a review.').waitFor()
    await photograph(owner, 'reasons-overview')
    await owner.getByRole('link', { name: 'Look at all' }).click()
    await owner.getByText('She collapsed in the waiting room').waitFor()
    await assertAccessible(owner, assert)
    await photograph(owner, 'reasons-review')
    await owner.getByLabel('What you make of it').fill('Agreed: the ambulance asked for it')
    await owner.getByRole('button', { name: 'Mark as reviewed' }).click()
    await owner.getByText('The review is written down.').waitFor()
    await owner.getByText('Reviewed by Ida Lund').waitFor()
    await assertAccessible(owner, assert)
    await photograph(owner, 'reasons-reviewed')
    await other.close()
  })
})
