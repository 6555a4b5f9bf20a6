import type { Page } from 'playwright'
import { type Holder, PASSPHRASE } from '../keyed.js'

/** A file as a person picks it from a stick. */
export function picked(text: string, name = 'key.pem') {
  return { name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text) }
}

/** Opens the dialog that is there, or asked for, with this person's key file. */
export async function unlock(page: Page, { file }: Pick<Holder, 'file'>) {
  const dialog = page.getByRole('dialog', { name: 'Unlock notes' })
  await dialog.getByLabel('Your key file').setInputFiles(picked(await file()))
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Unlock' }).click()
  await dialog.waitFor({ state: 'detached' })
}
