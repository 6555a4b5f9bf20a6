import { test } from '@japa/runner'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { keptNote, noting } from '../setting.js'
import { unlockHere } from './opening.js'

test.group('Finding notes', () => {
  test('searches in the browser, and the server learns no word of it', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { signe } = all
    await keptNote(all, { final: true })
    await keptNote(all, { final: true, plan: 'Balsamico og birkegren' })
    const page = await openAs(browserContext, signe, '/soap/search')
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
    await unlockHere(page, signe)
    await page.getByText('Notes to search: 2').waitFor()
    await page.getByLabel('Words in your notes').fill('BIRKEGREN balsam')
    await page.getByText('Found: 1').waitFor()
    await page.locator('.soap-hit mark').getByText('birkegren').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'search')
    assert.isEmpty(asked.filter((each) => /birkegren/i.test(each)))
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await page.locator('.soap-hit').waitFor({ state: 'detached' })
  })
})
