import { test } from '@japa/runner'
import { expect, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import Envelope from '../../models/envelope.js'
import { circleOf } from '../circled.js'
import { keepNote, keptNote, noting, SECRET, sealedNote } from '../setting.js'
import { inAnother, OFFLINE, openUnlocked, saved, unlockHere } from './opening.js'

test.group('Who reads a note, in the browser', () => {
  test('a colleague reads what was shared, in Danish, adds to it, and nothing after it was taken back', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, ida, clara } = all
    await at(nordlys, () => ida.member.merge({ locale: 'da' }).save())
    const note = await keptNote(all, { final: true })
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
    await unlockHere(page, all.signe)
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

  test('whoever was taken out reads nothing that is written on, in another tab or after a lock without a connection', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, ida, recovery, clara: client } = await noting()
    const circle = await circleOf(signe, client.id, [recovery.keys.id, ida.keys.id])
    const [here, elsewhere] = [
      await keepNote(signe, { circle, client }),
      await keepNote(signe, { circle, client }),
    ]
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${here}`)
    const other = await openUnlocked(browserContext, signe, `/soap/notes/${elsewhere}`)
    await expect(other.locator('.soap-readers')).toContainText('Ida Lund')
    await page.getByRole('button', { name: 'Change readers' }).click()
    await page.getByLabel('Ida Lund').uncheck()
    await page.getByLabel('all my notes about this client').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.locator('.soap-readers')).not.toContainText('Ida Lund')

    await other.getByLabel('Plan').fill('Not for Ida either')
    await saved(other)
    await expect(other.locator('.soap-readers')).not.toContainText('Ida Lund')
    await browserContext.setOffline(true)
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await unlockHere(page, signe)
    await page.getByLabel('Plan').fill('Not for Ida')
    await page.getByText(OFFLINE).waitFor()
    await expect(page.locator('.soap-readers')).not.toContainText('Ida Lund')
    await browserContext.setOffline(false)
    await saved(page)
    const written = await at(nordlys, () => Envelope.query().where('version', 2))
    assert.sameMembers(
      written.map(({ noteId }) => noteId),
      [here, elsewhere]
    )
    for (const each of written) assert.notEqual(each.circle, circle.id)
  })

  test('what was tampered with says so, and shows not half a note', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, circle, clara } = all
    const [good, other] = [
      await keptNote(all, { final: true }),
      await keptNote(all, { final: true }),
    ]
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
    const wrong = {
      swapped,
      cut: `${header}..${iv}.${inside.slice(0, -4)}.${tag}`,
      changed: `${header}..${iv}.${inside.slice(0, 40)}${inside[40] === 'A' ? 'B' : 'A'}${inside.slice(41)}.${tag}`,
      // Signed by the same author, for the same note, and yet not what was signed when it became final.
      replayed: replay.envelope,
    }
    for (const [how, envelope] of Object.entries(wrong)) {
      await at(nordlys, () => Envelope.query().where('noteId', good).update({ envelope }))
      // Away and back, to a page without a trace of the one before.
      await page.getByRole('link', { name: 'Notes' }).first().click()
      await page.getByLabel('Words in your notes').waitFor()
      assert.equal(await page.getByText('This note was tampered with.').count(), 0)
      await page.goBack()
      await page.locator('[data-controller="soap-note"]').waitFor()
      await page.getByText('This note was tampered with.').waitFor()
      assert.notInclude(await page.content(), SECRET, how)
      assert.equal(await page.locator('.soap-reading').count(), 0, how)
    }
    // The page tells them apart: what is right is shown again.
    await at(nordlys, () => Envelope.query().where('noteId', good).update({ envelope: right }))
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText(SECRET, { exact: true }).waitFor()
    await at(nordlys, () => Envelope.query().where('noteId', good).update({ envelope: wrong.cut }))
    await page.reload()
    await unlockHere(page, signe)
    await page.getByText('This note was tampered with.').waitFor()
    await photograph(page, 'tampered')
  })
})
