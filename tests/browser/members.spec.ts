import { test } from '@japa/runner'
import { readFileSync } from 'node:fs'
import { TOTP } from 'otpauth'
import type { BrowserContext, Page } from 'playwright'
import { Sessions } from '#clinics/sessions'
import EmailChange from '#models/email_change'
import Invitation from '#models/invitation'
import PasswordReset from '#models/password_reset'
import {
  addressAt,
  assertAccessible,
  expect,
  openAs,
  photograph,
  signInWith,
} from '#tests/browser/pages'
import { letPass } from '#tests/clock'
import { linkInLastMail, setUpMail } from '#tests/mails'
import { at, NORDLYS, PASSWORD, people, type Person } from '#tests/people'

const MINUTE = 60_000

async function openAsStranger(context: BrowserContext, path: string) {
  const page = await context.newPage()
  await page.goto(addressAt(NORDLYS, path))
  return page
}

async function signIn(page: Page, password = PASSWORD) {
  await page.goto(addressAt(NORDLYS, '/sign-in'))
  await page.getByLabel('E-mail').fill('ida@nordlys.test')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page) {
  await page.locator('.shell-sidebar summary').click()
  await page.locator('.shell-sidebar').getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
}

/** A device with a fingerprint reader that always sees its owner's finger. */
async function withPasskeyDevice(context: BrowserContext, page: Page) {
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test.group('Signing in, in the browser', () => {
  test('Ida mistypes her password, then gets where she wanted to go', async ({
    browserContext,
    assert,
  }) => {
    await people()
    const page = await openAsStranger(browserContext, '/profile')
    await page.waitForURL('**/sign-in?next=%2Fprofile')
    await assertAccessible(page, assert)
    await photograph(page, 'sign-in')

    await page.getByLabel('E-mail').fill('ida@nordlys.test')
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.keyboard.press('Enter')
    await page.getByText('The e-mail address or the password is not right.').waitFor()
    await expect(page.getByLabel('E-mail')).toHaveValue('ida@nordlys.test')
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
    await assertAccessible(page, assert)

    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/profile')
    await assertAccessible(page, assert)
  })

  test('Ida sets up an authenticator app, keeps her codes, and is asked for one next time', async ({
    browserContext,
    assert,
  }) => {
    await people()
    const page = await browserContext.newPage()
    await signIn(page)
    await page.waitForURL(addressAt(NORDLYS, '/'))
    await page.goto(addressAt(NORDLYS, '/security'))
    await page.getByRole('link', { name: 'Set up an authenticator app' }).click()
    await page.getByLabel('Six digits from the app').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'authenticator')

    const key = await page.locator('pre').innerText()
    const app = new TOTP({ secret: key.replaceAll(' ', '') })
    await page.getByLabel('Six digits from the app').fill(app.generate())
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('Keep these codes now').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'recovery-codes')
    const shown = await page.locator('pre').innerText()
    const codes = shown.trim().split('\n')
    assert.lengthOf(codes, 10)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    assert.equal(download.suggestedFilename(), 'Recovery codes Nordlys Fysioterapi.txt')
    assert.include(readFileSync(await download.path(), 'utf8'), codes.join('\n'))

    await page.getByRole('link', { name: 'I have kept them' }).click()
    await signOut(page)
    await signIn(page)
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
    await assertAccessible(page, assert)
    await page.getByLabel('Code', { exact: true }).fill('000 000')
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('This code is not right, or was used before.').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(codes[0])
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForURL(addressAt(NORDLYS, '/'))
    await page.goto(addressAt(NORDLYS, '/security'))
    await page.getByText('9 left').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'security')
  })

  test('Ida adds a passkey, signs in with it alone, and proves with it who she is', async ({
    browserContext,
    assert,
  }) => {
    await people()
    const page = await browserContext.newPage()
    await withPasskeyDevice(browserContext, page)
    await signIn(page)
    await page.waitForURL(addressAt(NORDLYS, '/'))
    await page.goto(addressAt(NORDLYS, '/security/passkeys/new'))
    await assertAccessible(page, assert)
    await page.getByLabel('Name of the passkey').fill('Laptop')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await page.getByText('Keep these codes now').waitFor()
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.getByText('Laptop', { exact: true }).waitFor()

    await signOut(page)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(addressAt(NORDLYS, '/'))

    await signOut(page)
    await signIn(page)
    await page.getByText('Show that it is you with your passkey.').waitFor()
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(addressAt(NORDLYS, '/'))
    await page.goto(addressAt(NORDLYS, '/security'))
    await page.getByText('last used now').or(page.getByText('last used this minute')).waitFor()

    await page.goto(addressAt(NORDLYS, '/identity?next=/profile'))
    await assertAccessible(page, assert)
    await photograph(page, 'identity')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL('**/profile')
  })

  test('a device without a passkey says so in words', async ({ browserContext, assert }) => {
    await people()
    const page = await openAsStranger(browserContext, '/sign-in')
    await withPasskeyDevice(browserContext, page)

    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('The device did not answer. Try again.').waitFor()
    await assertAccessible(page, assert)
  })
})

test.group('Sessions in the browser', () => {
  test('Ida signs out the device that she forgot', async ({ browser, browserContext }) => {
    const { ida } = await people()
    const forgotten = await openAs(browserContext, ida, '/')
    const atHome = await browser.newContext()
    const page = await openAs(atHome, ida, '/security')
    const others = page.locator('#sessions').getByRole('button', { name: /^Sign out:/ })
    await expect(others).toHaveCount(1)

    await others.click()
    await page.getByText('That device is signed out.').waitFor()
    await expect(others).toHaveCount(0)
    await forgotten.reload()
    await forgotten.waitForURL('**/sign-in?next=%2F')
    await atHome.close()
  })

  test('she is warned in every tab, stays with one click, and is signed out when she is gone', async (context) => {
    const { browserContext, assert } = context
    const { nordlys, ida } = await people()
    await at(nordlys, () => ida.member.merge({ idleMinutes: 15 }).save())
    await signInWith(browserContext, ida)
    // One clock for all pages of a browser.
    await browserContext.clock.install()
    const tabs = [await browserContext.newPage(), await browserContext.newPage()]
    for (const tab of tabs) await tab.goto(addressAt(NORDLYS, '/profile'))
    const [tab, other] = tabs
    const warning = (page: Page) => page.getByRole('alertdialog', { name: 'Are you still there?' })
    const pass = async (milliseconds: number) => {
      letPass(milliseconds, context)
      await browserContext.clock.fastForward(milliseconds)
    }

    await pass(13 * MINUTE)
    await expect(warning(tab)).toBeHidden()
    await pass(1.8 * MINUTE)
    await warning(tab).waitFor()
    await warning(other).waitFor()
    await expect(warning(tab)).toHaveText(/signed out in \d\d seconds/)
    await assertAccessible(tab, assert)
    await photograph(tab, 'sign-out-warning')

    await warning(tab).getByRole('button', { name: 'Stay signed in' }).click()
    await warning(tab).waitFor({ state: 'hidden' })
    await warning(other).waitFor({ state: 'hidden' })
    await pass(10 * MINUTE)
    await expect(warning(other)).toBeHidden()

    await pass(6 * MINUTE)
    for (const each of tabs) await each.waitForURL('**/sign-in?ended=yes&next=%2Fprofile')
    await tab.getByText('You were signed out, because nothing had happened').waitFor()
    await assertAccessible(tab, assert)
  })

  test('typing in a long form keeps her signed in', async (context) => {
    const { browserContext, assert } = context
    const { nordlys, ida } = await people()
    await at(nordlys, () => ida.member.merge({ idleMinutes: 15 }).save())
    await signInWith(browserContext, ida)
    const page = await browserContext.newPage()
    await page.clock.install()
    await page.goto(addressAt(NORDLYS, '/profile'))

    for (let time = 1; time <= 4; time++) {
      letPass(10 * MINUTE, context)
      await page.clock.fastForward(10 * MINUTE)
      const told = page.waitForResponse('**/session-time')
      await page.getByLabel('Name').press('a')
      const response = await told
      assert.equal(response.status(), 204)
    }
    await page.route('**/session-time', (route) => route.fulfill({ status: 503 }))
    await browserContext.clock.fastForward(10 * MINUTE)
    const busy = page.waitForResponse('**/session-time')
    await page.getByLabel('Name').press('b')
    await busy
    await page.getByLabel('Name').press('c')
    await expect(page.getByLabel('Name')).toHaveValue(new RegExp('bc'))
    assert.equal(page.url(), addressAt(NORDLYS, '/profile'))
    await page.reload()
    assert.equal(page.url(), addressAt(NORDLYS, '/profile'))
    assert.lengthOf(Sessions.instance.ofMember(nordlys.id, ida.member.id), 1)
  })

  test('signing out in one tab takes the others along', async ({ browserContext }) => {
    const { ida } = await people()
    const tab = await openAs(browserContext, ida, '/profile')
    const other = await browserContext.newPage()
    await other.goto(addressAt(NORDLYS, '/profile'))

    await signOut(tab)
    await other.waitForURL('**/sign-in?ended=yes&next=%2Fprofile')
  })
})

test.group('Members in the browser', () => {
  test('Ida invites Kari, who chooses a password that is good enough', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { ida } = await people()
    const page = await openAs(browserContext, ida, '/settings/members')
    await page.getByRole('link', { name: 'Invite a member' }).click()
    await page.getByLabel('E-mail').fill('kari@nordlys.test')
    await page.getByRole('radio', { name: 'Receptionist' }).check()
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByText('Send this link to kari@nordlys.test').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'members')

    const link = await page.getByLabel('Link', { exact: true }).inputValue()
    const atKaris = await browser.newContext()
    const guest = await atKaris.newPage()
    await guest.goto(link)
    await guest.getByLabel('Your name').fill('Kari Moe')
    await guest.getByLabel('Choose a password').fill('password1234')
    await guest.getByText('Easy to guess. Choose something else.').waitFor()
    await assertAccessible(guest, assert)
    await photograph(guest, 'joining')
    await guest.getByLabel('Choose a password').fill('seven herons over the fjord')
    await guest.getByText('Very good.').waitFor()
    await guest.getByRole('button', { name: 'Join' }).click()
    await guest.getByText('Welcome. You are signed in.').waitFor()
    await atKaris.close()
  })

  test('every page behind a link or a choice is accessible', async ({ browserContext, assert }) => {
    const { nordlys, ida, mads } = await people()
    const by = { member: ida.member, address: null }
    const origin = `http://${NORDLYS}`
    await setUpMail(nordlys)
    const pathOf = async (send: () => Promise<unknown>) => {
      await at(nordlys, send)
      const { path } = await linkInLastMail(nordlys)
      return path
    }
    const invitation = { email: 'kari@nordlys.test', role: 'receptionist' as const }
    const open = [
      await pathOf(() => Invitation.invite(invitation, by, origin)),
      await pathOf(() => PasswordReset.send(mads.member, by, origin)),
      await pathOf(() => EmailChange.request(ida.member, 'ida@elsewhere.test', by, origin)),
      '/invitations/nothing',
      '/password-reset',
      '/password-reset?sent=yes',
    ]
    for (const path of open) {
      const page = await openAsStranger(browserContext, path)
      await assertAccessible(page, assert)
      await page.close()
    }

    const own = ['/security', '/security/password', '/security/email', '/security/recovery-codes']
    const others = [memberPath(mads), memberPath(ida), '/settings/members', '/settings/roles']
    for (const path of [...own, ...others]) {
      const page = await openAs(browserContext, ida, path)
      assert.equal(page.url(), addressAt(NORDLYS, path))
      await assertAccessible(page, assert)
      await photograph(page, path.replaceAll('/', '-'))
      await page.close()
    }
  })

  test('Ida deactivates Mads after a question, and takes a permission away', async ({
    browserContext,
    assert,
  }) => {
    const { ida, mads, jonas } = await people()
    const page = await openAs(browserContext, ida, memberPath(mads))
    await page.getByRole('button', { name: 'Deactivate' }).first().click()
    const question = page.getByRole('alertdialog', { name: 'Deactivate Mads Holm?' })
    await assertAccessible(page, assert)
    await question.getByRole('button', { name: 'Deactivate' }).click()
    await page.getByText('Mads Holm is deactivated and signed out everywhere.').waitFor()

    await page.goto(addressAt(NORDLYS, '/settings/roles'))
    await page.getByLabel('Receptionist: See clients').uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The permissions are saved, and hold at once.').waitFor()
    await signInWith(browserContext, jonas)
    await page.goto(addressAt(NORDLYS, '/clients'))
    await page.getByText('Your role does not allow this').waitFor()
  })
})

function memberPath({ member }: Person) {
  return `/settings/members/${member.id}`
}
