import type { Page } from 'playwright'
import { PASSPHRASE } from '../../../keys/tests/keyed.js'

/** Opens the key in the dialog, as it lies on a stick. */
export async function unlock(page: Page, file: string) {
  const dialog = page.locator('dialog[data-keys-dialog]')
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(file) })
  await dialog.locator('#keys-unlock-passphrase').fill(PASSPHRASE)
  await dialog.locator('button[type="submit"]').click()
  await dialog.waitFor({ state: 'detached' })
}
