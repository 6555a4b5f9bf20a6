import { test } from '@japa/runner'
import { people } from '#tests/people'
import { openAs } from './pages.js'

/** What happens when a script on the page does this: `done`, or `refused`. */
const ATTEMPTS = {
  plainHtml: `document.createElement('p').innerHTML = '<b>words</b> that say onclick = 1'`,
  wordsInAttributes: `document.createElement('p').innerHTML = '<i title="turn once = 1">x</i>'`,
  ownScript: `document.createElement('script').src = '/assets/anything.js'`,
  handler: `document.createElement('p').innerHTML = '<img src="x" onerror="alert(1)">'`,
  inTemplate: `document.createElement('p').innerHTML = '<template><img onerror="alert(1)"></template>'`,
  script: `document.createElement('p').innerHTML = '<script>alert(1)</script>'`,
  link: `document.createElement('p').innerHTML = '<a href="javascript:alert(1)">x</a>'`,
  frame: `document.createElement('p').innerHTML = '<iframe srcdoc="x"></iframe>'`,
  scriptText: `document.createElement('script').text = 'alert(1)'`,
  strangeScript: `document.createElement('script').src = 'https://example.com/x.js'`,
  uploadedScript: `document.createElement('script').src = '/logo'`,
  policy: `trustedTypes.createPolicy('another', {})`,
}

test.group('Trusted types', () => {
  test('text becomes markup and scripts only as far as our own pages need it', async ({
    assert,
    browserContext,
  }) => {
    const { ida } = await people()
    const page = await openAs(browserContext, ida, '/clients')
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    const outcomes: Record<string, string> = {}
    for (const [name, attempt] of Object.entries(ATTEMPTS))
      outcomes[name] = await page.evaluate<string>(
        `(() => { try { ${attempt}; return 'done' } catch (error) { return 'refused' } })()`
      )
    const done = Object.keys(outcomes).filter((name) => outcomes[name] === 'done')
    assert.deepEqual(done, ['plainHtml', 'wordsInAttributes', 'ownScript'])

    // Turbo goes on from page to page under the same rules.
    await page.evaluate('window.isSame = true')
    await page.getByRole('link', { name: 'Calendar' }).first().click()
    await page.waitForURL('**/calendar**')
    await page.locator('.ec').first().waitFor()
    assert.deepEqual([await page.evaluate('window.isSame'), errors], [true, []])
  })
})
