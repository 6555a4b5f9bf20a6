import type { Page } from 'playwright'
import { type Holder, PASSPHRASE } from '../keyed.js'

/** A file as a person picks it from a stick. */
export function picked(text: string, name = 'key.pem') {
  return { name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text) }
}

/** Opens the dialog that is there, or asked for, with this person's key file. */
export async function unlock(page: Page, { file }: Pick<Holder, 'file'>, title = 'Unlock notes') {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.locator('input[type="file"]').setInputFiles(picked(await file()))
  await dialog.locator('input[type="password"]').fill(PASSPHRASE)
  await dialog.locator('button[type="submit"]').click()
  await dialog.waitFor({ state: 'detached' })
}

/** The words of the sheets that are shown, as somebody reads them from paper. */
export async function wordsOfSheets(page: Page) {
  await page.locator('.keys-sheet').first().waitFor()
  const sheets = await page.locator('.keys-sheet').all()
  return Promise.all(
    sheets.map(async (sheet) => {
      const words = await sheet.locator('ol > li').allInnerTexts()
      return words.map((word, index) => `${index + 1}. ${word.trim()}`).join('\n')
    })
  )
}
