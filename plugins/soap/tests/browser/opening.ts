import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright'
import { openAs } from '#tests/browser/pages'
import { type Holder, PASSPHRASE } from '../../../keys/tests/keyed.js'

/** What stands below a note while there is no connection. */
export const OFFLINE = 'No connection. Kept encrypted in this browser.'

/** Opens the key in the dialog, as it lies on a stick. */
export async function unlock(page: Page, file: string, passphrase = PASSPHRASE) {
  const dialog = page.locator('dialog[data-keys-dialog]')
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(file) })
  await dialog.locator('#keys-unlock-passphrase').fill(passphrase)
  await dialog.locator('button[type="submit"]').click()
  await dialog.waitFor({ state: 'detached' })
}

/** Opens the key with the button that stands where the notes will. */
export async function unlockHere(page: Page, holder: Holder) {
  await page
    .locator('main')
    .getByRole('button', { name: /^(Unlock|Lås op|Lås opp)$/ })
    .click()
  await unlock(page, await holder.file())
}

/** A page as this person sees it with their key open. */
export async function openUnlocked(context: BrowserContext, holder: Holder, path: string) {
  const page = await openAs(context, holder, path)
  await unlockHere(page, holder)
  return page
}

/** Does this in a browser of its own. */
export async function inAnother(
  browser: Browser,
  work: (context: BrowserContext) => Promise<void>
) {
  const context = await browser.newContext()
  await work(context)
  await context.close()
}

/** When what was typed is on the server. */
export function saved(page: Page, words = 'Saved at') {
  return page.locator('.soap-status[data-state="saved"]').getByText(words).waitFor()
}

/** Opens a file of the note, and saves it as somebody does who wants it. */
export async function savedFile(page: Page, name: string) {
  await page.getByRole('button', { name, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save on this computer' }).click(),
  ])
  await page.getByRole('button', { name: 'Close' }).click()
  return readFileSync(await download.path())
}

/** Ends a page at once. One that is closed has a moment with a connection before it is gone, and may send in it. */
export async function crash(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}
