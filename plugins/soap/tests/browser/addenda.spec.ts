import { test } from '@japa/runner'
import type { BrowserContext } from 'playwright'
import { addressAt, expect } from '#tests/browser/pages'
import { at } from '#tests/people'
import Note from '../../models/note.js'
import { keptNote, noting } from '../setting.js'
import { LOSE_NEXT_ANSWER, waiting } from './kept.js'
import { openUnlocked, unlockHere } from './opening.js'

/** In the browser's words: types the moment that there is something to type in. */
const TYPE_AT_ONCE = `new MutationObserver((_, observer) => {
  const field = document.querySelector('.soap-addendum-form textarea:not([readonly])')
  if (!field) return
  observer.disconnect()
  field.value += ', and more'
  field.dispatchEvent(new Event('input', { bubbles: true }))
}).observe(document, { childList: true, subtree: true })`

/** A final note of Signe's, open before her, with the field for an addendum. */
async function adding(context: BrowserContext) {
  const all = await noting()
  const note = await keptNote(all, { final: true })
  const page = await openUnlocked(context, all.signe, `/soap/notes/${note}`)
  const sign = page.getByText('Sign the addendum')
  const open = () => page.getByText('Add an addendum').click()
  await open()
  const added = page.getByText('Addendum by Signe Dahl')
  return { all, page, open, field: page.getByLabel('What you add'), sign, added }
}

test.group('An addendum', () => {
  test('that was begun is there again before anybody can type over it', async ({
    browserContext,
  }) => {
    const { all, page, field, sign, added } = await adding(browserContext)
    await field.fill('Begun, and not signed')
    await expect.poll(() => waiting(page)).toBe(1)
    await page.goto(addressAt(all.signe.host, `/clients/${all.clara.id}?tab=soap`))
    await page.getByRole('link', { name: 'An addendum that you began' }).click()
    await page.waitForURL('**/soap/notes/*')
    await page.evaluate(TYPE_AT_ONCE)
    await unlockHere(page, all.signe)
    await expect(field).toHaveValue('Begun, and not signed, and more')
    await sign.click()
    await expect(added).toHaveCount(1)
    await page.getByText('Begun, and not signed, and more').waitFor()
    await expect.poll(() => waiting(page)).toBe(0)
  })

  test('stands still while it is being signed', async ({ browserContext, assert }) => {
    const { page, field, sign, added } = await adding(browserContext)
    const answers = Promise.withResolvers<void>()
    let requests = 0
    await page.route('**/addenda', async (route) => {
      requests++
      await answers.promise
      await route.continue()
    })
    await field.fill('All of it')
    const sent = page.waitForRequest('**/addenda')
    await sign.click()
    await sent
    await field.focus()
    await page.keyboard.type(', and more')
    assert.equal(await field.inputValue(), 'All of it')
    await sign.click({ force: true })
    answers.resolve()
    await expect(added).toHaveCount(1)
    await expect.poll(() => waiting(page)).toBe(0)
    assert.equal(requests, 1)
  })

  test('is known again, and not signed twice, however often its answer is lost', async ({
    browserContext,
    assert,
  }) => {
    const { all, page, open, field, sign, added } = await adding(browserContext)
    const signWithoutAnswer = async (words: string) => {
      await page.evaluate(LOSE_NEXT_ANSWER)
      await field.fill(words)
      await sign.click()
      await page.getByText('The server cannot be reached.').waitFor()
    }
    await signWithoutAnswer('Signed once')
    await expect(sign).toBeFocused()
    await sign.click()
    await expect(added).toHaveCount(1)
    await expect.poll(() => waiting(page)).toBe(0)

    await open()
    await signWithoutAnswer('And this, before a reload')
    await page.reload()
    await unlockHere(page, all.signe)
    await expect(added).toHaveCount(2)
    await expect.poll(() => waiting(page)).toBe(0)
    await expect(field).toBeHidden()

    // What is changed after its answer was lost is another one; and that one's answer is lost as well.
    await open()
    await signWithoutAnswer('Changed')
    await signWithoutAnswer('Changed since')
    await field.fill('Changed once more')
    await sign.click()
    await expect(added).toHaveCount(5)
    await expect.poll(() => waiting(page)).toBe(0)

    await open()
    await signWithoutAnswer('Before')
    await signWithoutAnswer('Before a reload')
    await page.reload()
    await unlockHere(page, all.signe)
    await expect(added).toHaveCount(7)
    await expect.poll(() => waiting(page)).toBe(0)
    await expect(field).toBeHidden()
    assert.lengthOf(await at(all.nordlys, () => Note.all()), 8)
  })
})
