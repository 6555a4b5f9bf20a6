import type { Page } from 'playwright'
import { type Holder, PASSPHRASE } from '../../../keys/tests/keyed.js'
import { picked } from '../../../keys/tests/browser/files.js'

/** Goes on with the rotation, with the earlier file if it is asked for. */
export async function goOn(page: Page, before?: Holder) {
  if (before) {
    await page.getByLabel('The earlier key file').setInputFiles(picked(await before.file()))
    await page.getByLabel('Its passphrase').fill(PASSPHRASE)
  }
  await page.getByRole('button', { name: 'Go on' }).click()
}
