import { test } from '@japa/runner'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { pin, withKey } from '../../../keys/tests/keyed.js'
import { unlock } from '../../../keys/tests/browser/files.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import { circleOf, shutOut } from '../circled.js'
import { keptNote, noting, type Noting, SECRET } from '../setting.js'
import { goOn } from './rotating.js'

const PDF = {
  name: 'brev.pdf',
  type: 'application/pdf',
  content: Buffer.from(`%PDF-1.7 ${SECRET}`),
}

/** Under which record keys the notes lie, and the files beside them. */
function versions({ nordlys }: Noting) {
  return at(nordlys, async () => {
    const [notes, files] = await Promise.all([Envelope.all(), Attachment.all()])
    return [...notes, ...files].map(({ circleVersion }) => circleVersion)
  })
}

test.group('A colleague’s key that somebody saw', () => {
  test('Ida encrypts anew what she reads too, and Signe, who shut it out, lays it down', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { signe: before, ida, recovery, clara } = all
    const circle = await circleOf(before, clara.id, [recovery.keys.id, ida.keys.id])
    const note = await keptNote({ ...all, circle }, { final: true, files: [PDF] })
    const signe = await withKey(before, 'suspicion')
    for (const key of [recovery.keys.id, ida.keys.id]) await pin(signe, key)
    await shutOut(before, signe, all.circle, [recovery.keys.id])
    await shutOut(before, signe, circle, [recovery.keys.id, ida.keys.id])

    const page = await openAs(browserContext, ida, '/')
    await page
      .getByRole('link', { name: 'Somebody may have had an earlier key of Signe Dahl' })
      .click()
    await page.getByRole('heading', { name: 'What an earlier key of Signe Dahl opened' }).waitFor()
    await page.getByText('The notes and files of 1 client are out of reach').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'seen')
    await page.getByRole('button', { name: 'Encrypt anew' }).click()
    await unlock(page, ida)
    await page.getByRole('alert').getByText('a key that you have not compared yet').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'seen-not-compared')
    assert.deepEqual(
      await versions(all),
      [1, 1],
      'whoever signed for the new key, it may not be Signe'
    )

    await page.getByRole('link', { name: 'Compare the words of this key' }).click()
    await page.getByRole('heading', { name: 'The key of Signe Dahl' }).waitFor()
    await page.getByRole('button', { name: 'The words are the same' }).click()
    await page.waitForURL('**/keys/colleagues')
    await page.evaluate(`Turbo.visit('/keys/rotation')`)
    await page.getByRole('button', { name: 'Encrypt anew' }).click()
    await page.getByText('Everything is handed over').waitFor()
    await photograph(page, 'seen-done')
    assert.deepEqual(await versions(all), [2, 2])
    await page.evaluate(`Turbo.visit('/soap/notes/${note}')`)
    await page.getByText(SECRET, { exact: true }).waitFor()
    await page.getByRole('button', { name: PDF.name, exact: true }).waitFor()

    const hers = await openAs(await browser.newContext(), signe, '/keys/rotation')
    await hers.getByText('Nothing is left that it opens. You can lay it down.').waitFor()
    await goOn(hers)
    await unlock(hers, signe)
    await hers.getByText('Everything is handed over').waitFor()
    await expect(hers.getByRole('button', { name: 'Go on' })).toHaveCount(0)
    await hers.context().close()
  })
})
