import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page } from 'playwright'
import { addressAt, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import type { Holder } from '../../../keys/tests/keyed.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { noting, type Noting, SECRET, sealedNote } from '../setting.js'
import { unlock } from './opening.js'

/** A note of Signe's about Clara, for her alone, as if written in her browser. */
async function written(all: Noting, final = false) {
  const { nordlys, signe, clara, circle } = all
  const by = { member: signe.member, address: null }
  const type = final ? 'soap-note' : 'soap-draft'
  const { envelope, digest, ...made } = await sealedNote(signe, { circle, client: clara, type })
  const cover = { circle: circle.id, circleVersion: 1, size: envelope.length }
  const sealed = { ...cover, text: envelope, type } as const
  const first = { ...made, client: clara, author: signe.member, sealed, by }
  await at(nordlys, () => Note.begin(final ? { ...first, digest } : first))
  return made.id
}

async function openUnlocked(context: BrowserContext, holder: Holder, path: string) {
  const page = await openAs(context, holder, path)
  await page
    .locator('main')
    .getByRole('button', { name: /^(Unlock|Lås op)$/ })
    .click()
  await unlock(page, await holder.file())
  return page
}

async function inAnother(browser: Browser, work: (context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext()
  await work(context)
  await context.close()
}

function saved(page: Page) {
  return page.locator('.soap-status[data-state="saved"]').getByText('Saved at').waitFor()
}

test.group('Who reads a note, in the browser', (group) => {
  group.each.timeout(120_000)

  test('a colleague reads what was shared, in Danish, adds to it, and nothing after it was taken back', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, ida, clara } = all
    await at(nordlys, () => ida.member.merge({ locale: 'da' }).save())
    const note = await written(all, true)
    const page = await openUnlocked(browserContext, all.signe, `/soap/notes/${note}`)
    await page.getByText(SECRET, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Change readers' }).click()
    await page.getByLabel('Ida Lund').check()
    await photograph(page, 'readers')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.locator('.soap-readers').getByText('Ida Lund').waitFor()

    await inAnother(browser, async (context) => {
      const other = await openUnlocked(context, ida, `/clients/${clara.id}?tab=soap`)
      await other.getByText(`About ${SECRET}`).waitFor()
      await photograph(other, 'list-danish')
      await other
        .getByRole('link', { name: /2026|2027/ })
        .first()
        .click()
      await other.getByText('Underskrevet af Signe Dahl').waitFor()
      await other.getByText('Tilføj en rettelse').click()
      await other.getByLabel('Det, du tilføjer').fill('Det var højre side')
      await other.getByLabel('Plan').focus()
      await other.keyboard.press('ControlOrMeta+a')
      await other.getByRole('button', { name: 'Streg det markerede over' }).click()
      await other.getByRole('button', { name: 'Underskriv rettelsen' }).click()
      await other.getByText('Rettelse af Ida Lund').waitFor()
      await other.locator('.soap-answer del').getByText(SECRET).waitFor()
      await photograph(other, 'addendum')
    })

    await page.reload()
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, await all.signe.file())
    await page.getByText('Det var højre side').waitFor()
    await page.getByRole('button', { name: 'Change readers' }).click()
    await page.getByLabel('Ida Lund').uncheck()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.locator('.soap-readers').getByText('Ida Lund').waitFor({ state: 'detached' })
    await inAnother(browser, async (context) => {
      const other = await openUnlocked(context, ida, `/soap/notes/${note}`)
      await other.getByText('Du er ikke blandt dette notats læsere.').waitFor()
      assert.notInclude(await other.content(), SECRET)
    })
  })

  test('what was tampered with says so, and shows not half a note', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, circle, clara } = all
    const [good, other] = [await written(all, true), await written(all, true)]
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${good}`)
    await page.getByText(SECRET, { exact: true }).waitFor()
    const of = (id: string) => at(nordlys, () => Envelope.query().where('noteId', id).firstOrFail())
    const [{ envelope: right }, { envelope: swapped }] = [await of(good), await of(other)]
    const [header, , iv, inside, tag] = right.split('.')
    const replay = await sealedNote(signe, {
      circle,
      client: clara,
      record: good,
      type: 'soap-note',
    })
    const wrong = [
      swapped,
      `${header}..${iv}.${inside.slice(0, -4)}.${tag}`,
      `${header}..${iv}.${inside.slice(0, 40)}A${inside.slice(41)}.${tag}`,
      // Signed by the same author, for the same note, and yet not what was signed when it became final.
      replay.envelope,
    ]
    for (const envelope of wrong) {
      await at(nordlys, () => Envelope.query().where('noteId', good).update({ envelope }))
      await page.getByRole('link', { name: 'Notes' }).first().click()
      await page.waitForURL('**/soap/search')
      await page.goBack()
      await page.getByText('This note was tampered with.').waitFor()
      assert.notInclude(await page.content(), SECRET)
    }
    await photograph(page, 'tampered')
  })

  test('two tabs: the second is told, and both texts stay', async ({ browserContext, assert }) => {
    const all = await noting()
    const { nordlys, signe } = all
    const note = await written(all)
    const one = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const other = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    await one.getByLabel('Plan').fill('Typed in the first tab')
    await saved(one)
    await other.getByLabel('Plan').fill('Typed in the second tab')
    await other.getByText('This note was changed in another window').waitFor()
    assert.equal(await other.getByLabel('Plan').inputValue(), 'Typed in the second tab')
    await photograph(other, 'stale')
    await other.getByRole('button', { name: 'Take the other one' }).click()
    await saved(other)
    assert.equal(await other.getByLabel('Plan').inputValue(), 'Typed in the first tab')

    await other.getByRole('button', { name: 'Earlier versions' }).click()
    await other
      .getByRole('dialog')
      .getByRole('button', { name: /Signe Dahl/ })
      .nth(1)
      .click()
    await other.getByRole('dialog').getByText('Typed in the second tab').waitFor()
    await photograph(other, 'versions')
    await other.getByRole('button', { name: 'Bring this one back' }).click()
    await saved(other)
    assert.equal(await other.getByLabel('Plan').inputValue(), 'Typed in the second tab')
    const kept = await at(nordlys, () => Envelope.query().where('noteId', note))
    assert.isAtLeast(kept.length, 4)
    await one.close()
  })

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
    await page.getByText('No connection. Kept encrypted in this browser.').waitFor()
    assert.lengthOf(await at(nordlys, () => Note.all()), 0)
    await browserContext.setOffline(false)
    await saved(page)
    assert.lengthOf(await at(nordlys, () => Note.all()), 1)
    // Locked: every word is gone from the page, and comes back with the key.
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await page.getByText('This tab is locked').waitFor()
    assert.equal(await page.getByLabel('Subjective').count(), 0)
    await page.goto(addressAt(signe.host, `/clients/${clara.id}?tab=soap`))
    await page.getByText('Unlock to see what these notes are about.').waitFor()
    await photograph(page, 'list-locked')
  })
})
