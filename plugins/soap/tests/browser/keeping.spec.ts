import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { addressAt, expect, photograph, signInWith } from '#tests/browser/pages'
import { at } from '#tests/people'
import Note from '../../models/note.js'
import { keptNote, noting } from '../setting.js'
import { LOSE_NEXT_ANSWER, waiting } from './kept.js'
import { crash, OFFLINE, openUnlocked, saved, unlockHere } from './opening.js'

async function signOut(page: Page) {
  await page.locator('.shell-sidebar summary').click()
  await page.locator('.shell-sidebar').getByRole('button', { name: 'Sign out' }).click()
}

/** In the browser's words: types where the cursor is, letter by letter, and locks before the browser has a breath. */
const TYPE_AND_LOCK = `{
  const field = document.activeElement
  for (const letter of ', and more') {
    field.value += letter
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  document.querySelector('.shell-sidebar [data-keys-lock-target="unlocked"]').click()
}`

/** And of a browser that keeps nothing, because its window is private. */
const KEEPS_NOTHING = `indexedDB.open = () => { throw new DOMException('private', 'SecurityError') }`

/** The databases that this browser has for the clinic. */
async function databases(page: Page) {
  const found = await page.evaluate<{ name: string }[]>('indexedDB.databases()')
  return found.map(({ name }) => name)
}

test.group('Nothing typed is ever lost', () => {
  test('a lost connection keeps what is typed, and sends it when it is back', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { signe, clara, nordlys } = all
    const page = await openUnlocked(browserContext, signe, `/soap/clients/${clara.id}/notes/create`)
    await page.getByLabel('Subjective').waitFor()
    await browserContext.setOffline(true)
    await page.getByLabel('Subjective').fill('Without a connection')
    await page.getByText(OFFLINE).waitFor()
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
    // Locked and unlocked meanwhile, the page is still there, and goes on when the connection is.
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await unlockHere(page, signe)
    await expect(page.getByLabel('Subjective')).toHaveValue('Without a connection')
    await page.getByText(OFFLINE).waitFor()
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0)
    await browserContext.setOffline(false)
    await expect.poll(() => at(nordlys, () => Note.all())).toHaveLength(1)
    // Locked: every word is gone from the page, and comes back with the key, down to the last letter.
    await page.getByLabel('Subjective').focus()
    await page.evaluate(TYPE_AND_LOCK)
    await page.getByText('This tab is locked').waitFor()
    await expect(page.getByLabel('Subjective')).toHaveCount(0)
    await unlockHere(page, signe)
    await expect(page.getByLabel('Subjective')).toHaveValue('Without a connection, and more')
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await page.goto(addressAt(signe.host, `/clients/${clara.id}?tab=soap`))
    await page.getByText('Unlock to see what these notes are about.').waitFor()
    await photograph(page, 'list-locked')
  })

  test('an answer that is lost on its way, and typing that goes on', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const page = await openUnlocked(browserContext, signe, `/soap/clients/${clara.id}/notes/create`)
    await page.evaluate(LOSE_NEXT_ANSWER)
    await page.getByLabel('Subjective').fill('The server has this')
    await page.getByText(OFFLINE).waitFor()
    assert.lengthOf(await at(nordlys, () => Note.all()), 1)
    await page.getByLabel('Subjective').fill('The server has this, and then this')
    await saved(page)
    await page.reload()
    await unlockHere(page, signe)
    await page.getByLabel('Subjective').waitFor()
    await expect(page.getByLabel('Subjective')).toHaveValue('The server has this, and then this')
  })

  test('signing out sends first, and keeps what cannot be sent, whoever signs out', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, mads, clara } = await noting()
    const path = `/soap/clients/${clara.id}/notes/create`
    const page = await openUnlocked(browserContext, signe, path)
    await page.getByLabel('Subjective').fill('Typed a moment before')
    await signOut(page)
    await page.waitForURL('**/sign-in')
    assert.lengthOf(await at(nordlys, () => Note.all()), 1)
    assert.deepEqual(await databases(page), [])

    await signInWith(browserContext, signe)
    await page.goto(addressAt(signe.host, path))
    await unlockHere(page, signe)
    await page.route('**/soap/clients/*/notes', (route) => route.abort())
    await page.getByLabel('Subjective').fill('Typed without a server')
    await page.getByText(OFFLINE).waitFor()
    await signOut(page)
    await page.getByRole('dialog').getByText('Not everything has reached the server').waitFor()
    await photograph(page, 'leaving')
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    await expect(page.getByLabel('Subjective')).toHaveValue('Typed without a server')
    await signOut(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/sign-in')
    assert.deepEqual(await databases(page), ['fortrolig-soap'])

    await signInWith(browserContext, mads)
    await page.goto(addressAt(mads.host, '/'))
    await signOut(page)
    await page.waitForURL('**/sign-in')
    assert.deepEqual(await databases(page), ['fortrolig-soap'])

    await page.unroute('**/soap/clients/*/notes')
    await signInWith(browserContext, signe)
    const sent = page.waitForResponse('**/soap/clients/*/notes')
    await page.goto(addressAt(signe.host, '/'))
    const sentAnswer = await sent
    assert.equal(sentAnswer.status(), 201)
    await page.goto(addressAt(signe.host, `/clients/${clara.id}?tab=soap`))
    await unlockHere(page, signe)
    await page.locator('[data-note]').nth(1).waitFor()
    await page.locator('[data-note] a').first().click()
    await page.getByLabel('Subjective').waitFor()
    await expect(page.getByLabel('Subjective')).toHaveValue('Typed without a server')
  })

  test('a page that is left, or closed without a connection, is sent from the next one', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const path = `/soap/clients/${clara.id}/notes/create`
    const page = await openUnlocked(browserContext, signe, path)
    await page.evaluate(LOSE_NEXT_ANSWER)
    await page.getByLabel('Subjective').fill('Left at once')
    const first = page.waitForResponse('**/soap/clients/*/notes')
    await page.getByRole('link', { name: 'Calendar' }).first().click()
    const firstAnswer = await first
    assert.equal(firstAnswer.status(), 201)

    await page.goto(addressAt(signe.host, path))
    await unlockHere(page, signe)
    await page.getByLabel('Subjective').waitFor()
    await browserContext.setOffline(true)
    await page.getByLabel('Subjective').fill('Closed without a connection')
    await page.getByText(OFFLINE).waitFor()
    await crash(page)
    await browserContext.setOffline(false)
    const next = await browserContext.newPage()
    await next.goto(addressAt(signe.host, '/clients'))
    await expect.poll(() => waiting(next)).toBe(0)
    assert.lengthOf(await at(nordlys, () => Note.all()), 2)
  })

  test('what was typed too late is shown beside the final note', async ({ browserContext }) => {
    const all = await noting()
    const note = await keptNote(all)
    const page = await openUnlocked(browserContext, all.signe, `/soap/notes/${note}`)
    await page.getByLabel('Plan').waitFor()
    await at(all.nordlys, async () => {
      const kept = await Note.findOrFail(note)
      await kept.finaliseUnsigned()
    })
    await page.getByLabel('Plan').fill('Typed after it was closed')
    await page.getByText('This note was made final meanwhile.').waitFor()
    await page.getByRole('button', { name: 'Show the final note' }).click()
    await page.reload()
    await unlockHere(page, all.signe)
    await page.locator('.soap-left-behind').getByText('Typed after it was closed').waitFor()
    await photograph(page, 'left-behind')
    await page.getByRole('button', { name: 'Throw it away' }).click()
    await page.locator('.soap-left-behind').waitFor({ state: 'detached' })
  })

  test('a browser that keeps nothing: one note after the other, and each is sent', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, clara } = all
    const path = `/soap/clients/${clara.id}/notes/create`
    await browserContext.addInitScript(KEEPS_NOTHING)
    const page = await openUnlocked(browserContext, signe, path)
    await page.getByLabel('Subjective').fill('The first')
    await saved(page)
    await page.getByLabel('Subjective').fill('The first, left at once')
    await page.evaluate(`Turbo.visit('${path}')`)
    await expect(page.getByLabel('Subjective')).toHaveValue('')
    await page.getByLabel('Subjective').fill('The second')
    await saved(page)
    assert.lengthOf(await at(nordlys, () => Note.all()), 2)
    await page.getByRole('button', { name: 'Throw draft away' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click()
    await page.waitForURL('**/clients/*')
    const first = await at(nordlys, async () => {
      const [note, ...others] = await Note.all()
      assert.lengthOf(others, 0)
      await note.finaliseUnsigned()
      return note.id
    })
    await page.evaluate(`Turbo.visit('/soap/notes/${first}')`)
    await page.getByText('The first, left at once').waitFor()
    await page.getByText('Add an addendum').click()
    await page.getByLabel('What you add').fill('Signed once')
    await page.getByRole('button', { name: 'Sign the addendum' }).click()
    await page.getByText('Addendum by Signe Dahl').waitFor()
    await expect(page.getByLabel('What you add')).toHaveValue('')
  })
})
