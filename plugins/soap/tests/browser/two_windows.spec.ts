import { test } from '@japa/runner'
import { expect, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import Envelope from '../../models/envelope.js'
import { keptNote, noting } from '../setting.js'
import { crash, OFFLINE, openUnlocked, saved, unlockHere } from './opening.js'

test.group('A note in two windows', () => {
  test('two tabs: the second is told, and both texts stay', async ({ browserContext, assert }) => {
    const all = await noting()
    const { nordlys, signe } = all
    const note = await keptNote(all)
    const one = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const other = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    await other.getByLabel('Plan').waitFor()
    await one.getByLabel('Plan').fill('Typed in the first tab')
    await saved(one)
    await other.getByLabel('Plan').fill('Typed in the second tab')
    await other.getByText('This note was changed in another window').waitFor()
    await expect(other.getByLabel('Plan')).toHaveValue('Typed in the second tab')
    await photograph(other, 'stale')
    await other.getByRole('button', { name: 'Take the other one' }).click()
    await expect(other.getByLabel('Plan')).toHaveValue('Typed in the first tab')
    await saved(other)

    await other.getByRole('button', { name: 'Earlier versions' }).click()
    await other
      .getByRole('dialog')
      .getByRole('button', { name: /Signe Dahl/ })
      .nth(1)
      .click()
    await other.getByRole('dialog').getByText('Typed in the second tab').waitFor()
    await photograph(other, 'versions')
    await other.getByRole('button', { name: 'Bring this one back' }).click()
    await expect(other.getByLabel('Plan')).toHaveValue('Typed in the second tab')
    await saved(other)
    const kept = await at(nordlys, () => Envelope.query().where('noteId', note))
    assert.isAtLeast(kept.length, 4)
    await one.close()
  })

  test('a second tab leaves alone what the first one is still writing', async ({
    browserContext,
  }) => {
    const all = await noting()
    const note = await keptNote(all)
    const one = await openUnlocked(browserContext, all.signe, `/soap/notes/${note}`)
    await one.route('**/soap/notes/*', (route) => route.abort())
    await one.getByLabel('Plan').fill('Typed in the first tab')
    await one.getByText(OFFLINE).waitFor()

    const other = await openUnlocked(browserContext, all.signe, `/soap/notes/${note}`)
    await other.getByLabel('Plan').waitFor()
    await expect(other.getByLabel('Plan')).not.toHaveValue('Typed in the first tab')
    await one.unroute('**/soap/notes/*')
    await saved(one)

    // A tab that is gone has nothing in hand: what it left is taken by the next one.
    await one.route('**/soap/notes/*', (route) => route.abort())
    await one.getByLabel('Plan').fill('Left behind')
    await one.getByText(OFFLINE).waitFor()
    await crash(one)
    await other.reload()
    await unlockHere(other, all.signe)
    await expect(other.getByLabel('Plan')).toHaveValue('Left behind')
  })

  test('two windows without a connection: what was typed in either becomes a version', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe } = all
    const note = await keptNote(all)
    const one = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const other = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    await one.getByLabel('Plan').waitFor()
    await other.getByLabel('Plan').waitFor()
    await browserContext.setOffline(true)
    for (const [page, text] of [
      [one, 'In the first'],
      [other, 'In the second'],
    ] as const) {
      await page.getByLabel('Plan').fill(text)
      await page.getByText(OFFLINE).waitFor()
    }
    await crash(one)
    await crash(other)
    await browserContext.setOffline(false)
    // What was left is on its way as soon as a page is there: the note is not opened in between. The first does not
    // arrive, and the second does not overtake it.
    const slowly = Promise.withResolvers<void>()
    let tries = 0
    await browserContext.route('**/soap/notes/*', async (route) => {
      if (route.request().method() !== 'PUT' || ++tries > 1) return route.continue()
      await slowly.promise
      await route.abort()
    })
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const waitsForIt = 'navigator.locks.query().then(({ pending }) => pending.length)'
    await expect.poll(() => page.evaluate(waitsForIt)).toBe(1)
    slowly.resolve()
    await page.getByText('What you typed here before is back.').waitFor()
    await saved(page)
    await expect(page.getByLabel('Plan')).toHaveValue('In the second')
    await page.getByRole('button', { name: 'Earlier versions' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Signe Dahl/ })
      .nth(1)
      .click()
    await page.getByRole('dialog').getByText('In the first').waitFor()
    assert.lengthOf(await at(nordlys, () => Envelope.query().where('noteId', note)), 3)
  })
})
