import { test } from '@japa/runner'
import type { Page } from 'playwright'
import {
  addressAt,
  assertAccessible,
  expect,
  openAs,
  photograph,
  signInWith,
} from '#tests/browser/pages'
import { countStored } from '#tests/browser/stored'
import type { Role } from '#clinics/permissions'
import { at, PASSWORD } from '#tests/people'
import { keySettings } from '../../settings.js'
import { type Holder, PASSPHRASE, ringless, withKey } from '../keyed.js'
import { picked, unlock } from './files.js'

const MINUTE = 60_000

/** The lock in the frame, by what it would do. */
type Does = 'Lock notes' | 'Unlock notes' | 'Lås notater' | 'Lås notater op'
function lock(page: Page, does: Does) {
  return page.locator('.shell-sidebar').getByRole('button', { name: does, exact: true })
}

/** What Chromium alone has, taken away. In the browser's words. */
const LIKE_OTHERS = `{
  delete window.showOpenFilePicker
  delete window.showSaveFilePicker
  delete window.scheduler
  delete Uint8Array.prototype.setFromBase64
  delete Uint8Array.fromBase64
  delete Uint8Array.prototype.toBase64
}`
/** And a private window that keeps nothing. */
const KEEPS_NOTHING = `indexedDB.open = () => { throw new DOMException('private', 'SecurityError') }`
/** And a browser on an address without HTTPS. */
const WITHOUT_CRYPTO = `Object.defineProperty(crypto, 'subtle', { value: undefined })`

/** Drops the key file onto its field, as from a folder beside the window. */
async function unlockByDropping(page: Page, { file }: Holder) {
  const dialog = page.getByRole('dialog', { name: 'Unlock notes' })
  const dropped = await page.evaluateHandle(
    `(() => {
      const dropped = new DataTransfer()
      dropped.items.add(new File([${JSON.stringify(await file())}], 'from-a-folder.pem'))
      return dropped
    })()`
  )
  await dialog.locator('.keys-drop').dispatchEvent('drop', { dataTransfer: dropped })
  await dialog.getByText('Chosen: from-a-folder.pem').waitFor()
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await dialog.waitFor({ state: 'detached' })
}

test.group('The lock in the frame', () => {
  test('each mistake has its own sentence, and with the keyboard alone it opens and stays open', async ({
    browserContext,
    assert,
  }) => {
    const all = await ringless()
    const [signe, ida] = [await withKey(all.signe), await withKey(all.ida)]
    const [file, others] = [await signe.file(), await ida.file()]
    const page = await openAs(browserContext, signe, '/profile')
    await lock(page, 'Unlock notes').focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Unlock notes' })
    const [chosen, passphrase] = [
      dialog.getByLabel('Your key file'),
      dialog.getByLabel('Passphrase', { exact: true }),
    ]
    const attempt = async (text: string | null, typed: string, sentence: string) => {
      if (text !== null) await chosen.setInputFiles(picked(text))
      await passphrase.fill(typed)
      await page.keyboard.press('Enter')
      await dialog.getByText(sentence).waitFor()
    }
    await attempt(null, PASSPHRASE, 'Choose your key file first.')
    await attempt('a shopping list', PASSPHRASE, 'This is no key file.')
    await attempt(others, PASSPHRASE, 'This is the key file of another member')
    await attempt(file.slice(0, -200), PASSPHRASE, 'This key file is damaged')
    await attempt(file, 'not my passphrase', 'This passphrase does not open the file.')
    await assertAccessible(page, assert)
    await photograph(page, 'unlock')
    await passphrase.fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await lock(page, 'Lock notes').waitFor()
    await dialog.waitFor({ state: 'detached' })

    await page.getByRole('link', { name: 'Clients', exact: true }).click()
    await page.waitForURL('**/clients')
    await lock(page, 'Lock notes').waitFor()
    await page.keyboard.press('Alt+Shift+KeyL')
    await lock(page, 'Unlock notes').waitFor()
  })

  test('it locks when nobody has done anything, and says so; reloading locks', async ({
    browserContext,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    await browserContext.clock.install()
    const page = await openAs(browserContext, signe, '/profile')
    await lock(page, 'Unlock notes').click()
    await unlockByDropping(page, signe)
    await browserContext.clock.fastForward(14 * MINUTE)
    await expect(lock(page, 'Lock notes')).toBeVisible()
    await page.keyboard.press('Shift')
    await browserContext.clock.fastForward(14 * MINUTE)
    await expect(lock(page, 'Lock notes')).toBeVisible()
    await browserContext.clock.fastForward(2 * MINUTE)
    await page
      .getByText('Notes were locked, because nothing had happened for 15 minutes.')
      .waitFor()
    await lock(page, 'Unlock notes').click()
    await unlock(page, signe)
    await page.reload()
    await lock(page, 'Unlock notes').waitFor()
  })

  test('kept on the device it survives a reload, until it is locked, or the clinic forbids it', async ({
    assert,
    browserContext,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    const page = await openAs(browserContext, signe, '/keys')
    const keep = async () => {
      await lock(page, 'Unlock notes').click()
      await page.getByLabel('Keep the key on this device until I sign out').check()
      await unlock(page, signe)
      await page.reload()
      await lock(page, 'Lock notes').waitFor()
    }
    await keep()
    await page.getByText('Your key is kept on this device').waitFor()
    await lock(page, 'Lock notes').click()
    await lock(page, 'Unlock notes').waitFor()
    await page.reload()
    await lock(page, 'Unlock notes').waitFor()

    await keep()
    const isLeft = page.waitForEvent('load')
    await lock(page, 'Lock notes').evaluate((button: HTMLElement) => {
      // As if the page was gone before the store had answered.
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
      button.click()
      location.reload()
    })
    await isLeft
    await page.waitForFunction(() => localStorage.length === 0)
    assert.equal(await countStored(page, 'fortrolig-keys', 'keys'), 0)
    await lock(page, 'Unlock notes').waitFor()

    await keep()
    await at(all.nordlys, () => keySettings.write({ ...keySettings.read(), keptOnDevice: false }))
    await page.reload()
    await lock(page, 'Unlock notes').click()
    await page.getByRole('dialog', { name: 'Unlock notes' }).waitFor()
    await page.getByLabel('Keep the key on this device').waitFor({ state: 'detached' })
  })

  test('a browser like Firefox or Safari keeps the key too, and forgets it when somebody signs out', async ({
    browserContext,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    await browserContext.addInitScript(LIKE_OTHERS)
    const page = await openAs(browserContext, signe, '/profile')
    await lock(page, 'Unlock notes').click()
    await page.getByLabel('Keep the key on this device until I sign out').check()
    await unlock(page, signe)
    await page.locator('.shell-sidebar summary').click()
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    await signInWith(browserContext, signe)
    await page.goto(addressAt(signe.host, '/keys'))
    await page.getByText('Notes are locked in this tab.').waitFor()
    await lock(page, 'Unlock notes').waitFor()
  })

  test('in Danish: what is locked in one tab is locked in the other, which says so', async ({
    browserContext,
    assert,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    await at(all.nordlys, () => signe.member.merge({ locale: 'da' }).save())
    await browserContext.addInitScript(KEEPS_NOTHING)
    const [here, there] = [
      await openAs(browserContext, signe, '/profile'),
      await openAs(browserContext, signe, '/keys'),
    ]
    for (const page of [here, there]) {
      await lock(page, 'Lås notater op').click()
      await page.getByLabel('Behold nøglen på denne enhed').check()
      await unlock(page, signe, 'Lås notater op')
      await page.getByText('Denne browser gemmer ingen nøgler').waitFor()
    }
    await lock(here, 'Lås notater').click()
    await there.getByText('Notaterne blev også låst her').waitFor()
    await lock(there, 'Lås notater op').waitFor()
    await assertAccessible(there, assert)
    await photograph(there, 'locked-elsewhere')
    await expect(here.getByText('Notaterne blev også låst her')).toHaveCount(0)
  })

  test('whoever gets another role, or leaves, takes no open key along in a tab that stays open', async ({
    browserContext,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    const page = await openAs(browserContext, signe, '/profile')
    const clients = page.getByRole('link', { name: 'Clients', exact: true })
    const becomes = (role: Role) => at(all.nordlys, () => signe.member.merge({ role }).save())
    await lock(page, 'Unlock notes').click()
    await unlock(page, signe)
    await becomes('receptionist')
    await clients.click()
    await page.waitForURL('**/clients')
    await expect(lock(page, 'Lock notes')).toHaveCount(0)
    await becomes('practitioner')
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await lock(page, 'Unlock notes').click()
    await unlock(page, signe)

    const by = { member: all.ida.member, address: null }
    await at(all.nordlys, () => signe.member.deactivate(by))
    await clients.click()
    await page.waitForURL('**/sign-in**')
    await at(all.nordlys, () => signe.member.reactivate(by))
    await page.getByLabel('E-mail').fill(signe.member.email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await lock(page, 'Unlock notes').waitFor()
  })

  test('without a secure connection the page says why nothing can be encrypted', async ({
    browserContext,
    assert,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    await browserContext.addInitScript(WITHOUT_CRYPTO)
    const page = await openAs(browserContext, all.ida, '/keys/setup')
    await page.getByText('the address must begin with https://').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'insecure')
    await signInWith(browserContext, signe)
    await page.goto(addressAt(signe.host, '/profile'))
    await lock(page, 'Unlock notes').click()
    await page.getByText('This browser cannot encrypt here').waitFor()
  })

  test('where the browser can, it remembers where the file lies', async ({ browserContext }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    const page = await openAs(browserContext, signe, '/profile')
    // No browser of a test shows its own dialog; a file of the page's own stands in for one on a stick.
    await page.evaluate(
      `(async (text) => {
        const folder = await navigator.storage.getDirectory()
        const handle = await folder.getFileHandle('stick.pem', { create: true })
        const stream = await handle.createWritable()
        await stream.write(text)
        await stream.close()
        window.showOpenFilePicker = async () => [handle]
      })(${JSON.stringify(await signe.file())})`
    )
    const dialog = page.getByRole('dialog', { name: 'Unlock notes' })
    await lock(page, 'Unlock notes').click()
    await dialog.getByLabel('Your key file').click()
    await dialog.getByText('Chosen: stick.pem').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await lock(page, 'Unlock notes').click()
    await dialog.getByText('As last time: stick.pem.').waitFor()
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await dialog.getByRole('button', { name: 'Unlock' }).click()
    await lock(page, 'Lock notes').waitFor()
  })
})
