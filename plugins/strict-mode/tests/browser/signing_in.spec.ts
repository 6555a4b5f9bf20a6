import { test } from '@japa/runner'
import { TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright'
import Note from '../../../soap/models/note.js'
import { openUnlocked, saved, unlock } from '../../../soap/tests/browser/opening.js'
import { keptNote, noting } from '../../../soap/tests/setting.js'
import { addressAt, expect, openAs } from '#tests/browser/pages'
import { letPass } from '#tests/clock'
import { linkInLastMail } from '#tests/mails'
import { at, NORDLYS, PASSWORD } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { rulesOn, strictClinic } from '../setting.js'

const MINUTE = 60_000
const LONG = 'a violet lantern under the seventh bridge'
const TYPED = 'Walks to the harbour again, without a stick'

async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function aStranger(context: BrowserContext, path: string) {
  const page = await context.newPage()
  await page.goto(addressAt(NORDLYS, path))
  return page
}

test.group('Strict mode in the browser: sessions and keys', () => {
  test('a note half-written when the session ends is not lost', async (context) => {
    const { browserContext, assert } = context
    const all = await noting()
    const { nordlys, signe, ida } = all
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, {
      automatic_sign_out: { minutes: 20 },
      keys_lock: { lockMinutes: 5 },
      keys_on_device: {},
    })
    const note = await keptNote(all)
    await browserContext.clock.install()
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const pass = async (minutes: number) => {
      letPass(minutes * MINUTE, context)
      await browserContext.clock.fastForward(minutes * MINUTE)
    }
    // Half-written, and out of the server's reach.
    await page.route('**/soap/notes/*', (route) => route.abort())
    await page.getByLabel('Plan').fill(TYPED)
    await page.getByText('No connection. Kept encrypted in this browser.').waitFor()

    await pass(6)
    await page.getByText('because nothing had happened for 5 minutes').waitFor()
    await expect(page.getByLabel('Plan')).toHaveCount(0)
    await pass(13.5)
    await page.getByRole('alertdialog', { name: 'Are you still there?' }).waitFor()
    await pass(2)
    await page.waitForURL('**/sign-in?ended=yes**')
    await page.getByText('You were signed out, because nothing had happened').waitFor()

    await page.unroute('**/soap/notes/*')
    await signIn(page, signe.member.email)
    await page.waitForURL(`**/soap/notes/${note}`)
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await page.getByLabel('Passphrase', { exact: true }).waitFor()
    assert.equal(await page.getByLabel('Keep the key on this device').count(), 0)
    await unlock(page, await signe.file())
    await saved(page)
    await expect(page.getByLabel('Plan')).toHaveValue(TYPED)
    const kept = await at(nordlys, () => Note.findOrFail(note))
    assert.isAbove(kept.version, 1)
    // Whoever was not away goes on all the while.
    const other = await openAs(browserContext, ida, '/clients')
    await other.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
  })

  test('who signs in anew sets up a second step and a longer password, and then works', async ({
    browserContext,
    browser,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await strictClinic()
    const colleague = await browser.newContext()
    const busy = await openAs(colleague, jonas, '/clients/new')
    await busy.getByLabel('First name').fill('Nora')
    await rulesOn(nordlys, {
      passwords: { characters: PASSWORD.length + 1 },
      second_factor: { graceDays: 0 },
    })

    const page = await aStranger(browserContext, '/sign-in?next=%2Fclients')
    await signIn(page, signe.member.email)
    await page.getByText('A second step is needed here').waitFor()
    await page.getByRole('link', { name: 'Set up an authenticator app' }).click()
    const key = await page.locator('pre').innerText()
    const app = new TOTP({ secret: key.replaceAll(' ', '') })
    await page.getByLabel('Six digits from the app').fill(app.generate())
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('Keep these codes now').waitFor()
    await page.goto(addressAt(NORDLYS, '/clients'))
    await page.getByText('Choose a longer password first').waitFor()
    await page.getByLabel('New password').fill(LONG)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.waitForURL((url) => url.pathname !== '/security/password')
    await page.goto(addressAt(NORDLYS, '/clients'))
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()

    // Somebody with a second step, in the middle of something, notices nothing.
    await busy.getByRole('button', { name: 'Save' }).first().click()
    await busy.getByRole('heading', { name: 'Nora' }).waitFor()
    await colleague.close()
    assert.equal(page.url(), addressAt(NORDLYS, '/clients'))
  })

  test('who gets a notice of a sign-in that was somebody else ends it with one click', async ({
    browserContext,
    browser,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await strictClinic({ sign_in_notices: { roles: [] } })
    const elsewhere = await browser.newContext()
    const thief = await aStranger(elsewhere, '/sign-in?next=%2Fclients')
    await signIn(thief, signe.member.email)
    await thief.getByRole('heading', { name: 'Clients', exact: true }).waitFor()

    const { path } = await linkInLastMail(nordlys)
    const page = await aStranger(browserContext, path)
    await page.getByRole('button', { name: 'It was not me' }).click()
    await page.getByLabel('New password').fill(LONG)
    await page.getByRole('button', { name: /save/i }).click()
    await thief.reload()
    await thief.waitForURL('**/sign-in**')
    await elsewhere.close()

    await page.goto(addressAt(NORDLYS, '/sign-in?next=%2Fclients'))
    await signIn(page, signe.member.email, LONG)
    await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
    const colleague = await openAs(browserContext, jonas, '/clients')
    assert.equal(colleague.url(), addressAt(NORDLYS, '/clients'))
  })
})
