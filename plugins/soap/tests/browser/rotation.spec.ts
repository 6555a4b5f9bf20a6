import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { aClient, nthClient } from '#tests/clients'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { concat } from '../../../keys/browser/crypto/bytes.ts'
import { unpack } from '../../../keys/browser/vault/parcel.ts'
import type { EnvelopesPosted } from '../../../keys/browser/vault/wire.ts'
import Key from '../../../keys/models/key.js'
import { pin, withKey } from '../../../keys/tests/keyed.js'
import { unlock } from '../../../keys/tests/browser/files.js'
import Circle from '../../../keys/models/circle.js'
import CircleList from '../../../keys/models/circle_list.js'
import Wrap from '../../../keys/models/wrap.js'
import Envelope from '../../models/envelope.js'
import { circleOf, shutOut } from '../circled.js'
import { aBody, keepNote, keptNote, noting, type Noting, SECRET } from '../setting.js'
import { openUnlocked } from './opening.js'
import { goOn } from './rotating.js'

/** More than a browser has under way at once. */
const CLIENTS = 12

/** A final note and a draft of Signe's about each of some clients, for her alone; about the second for Ida too. */
async function written(all: Noting, clients = 3) {
  const { nordlys, signe, ida, recovery } = all
  const notes: string[] = []
  for (let number = 1; number <= clients; number++) {
    const client = await at(nordlys, () =>
      aClient({ ...nthClient(number), email: `nth${number}@example.test` })
    )
    const others = number === 2 ? [ida.keys.id] : []
    const circle = await circleOf(signe, client.id, [recovery.keys.id, ...others])
    const made = { circle, client, body: aBody(`${SECRET} ${number}`) }
    notes.push(await keepNote(signe, { ...made, final: true }))
    await keepNote(signe, made)
  }
  return notes
}

/** Reads the first notes in this tab, and the last. */
async function readAll(page: Page, notes: string[]) {
  for (const [index, note] of notes.entries()) {
    if (index > 1 && index < notes.length - 1) continue
    // As a link does it: the key stays open in this tab.
    await page.evaluate(`Turbo.visit('/soap/notes/${note}')`)
    await page.getByText(`${SECRET} ${index + 1}`, { exact: true }).waitFor()
    await page.getByText('Signed by Signe Dahl').waitFor()
  }
}

async function versions({ nordlys }: Noting) {
  const envelopes = await at(nordlys, () => Envelope.query().orderBy('circleVersion'))
  return envelopes.map(({ circleVersion }) => circleVersion).join('')
}

test.group('Notes while keys are replaced', () => {
  test('because it is time: what Signe wrote with the earlier key stays hers, and readable', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const notes = await written(all)
    const signe = await withKey(all.signe, 'calendar')
    const page = await openAs(browserContext, signe, '/keys/rotation')
    await goOn(page, all.signe)
    await unlock(page, signe)
    await page.getByText('Everything is handed over').waitFor()
    await readAll(page, notes)
    assert.equal(await versions(all), '111111', 'nothing but wraps has changed')
  })

  test('after a suspicion: stopped midway, and gone on with on another computer', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const notes = await written(all, CLIENTS)
    const { signe: before, nordlys, ida, recovery } = all
    const signe = await withKey(before, 'suspicion')
    for (const key of [recovery.keys.id, ida.keys.id]) await pin(signe, key)
    const page = await openAs(browserContext, signe, '/keys/rotation')
    await page.getByText('The notes of 13 clients are still to be handed over.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'rotation-suspicion')
    const stop = page.getByRole('button', { name: 'Stop for now' })
    await page.route('**/keys/envelopes', async (route) => {
      const { said } = unpack<EnvelopesPosted>(concat(route.request().postDataBuffer()!))
      const { envelopes } = said
      if (envelopes.length && (await stop.isVisible())) await stop.click()
      await route.continue()
    })
    await goOn(page, before)
    await unlock(page, signe)
    await page.getByText('still to be encrypted anew').waitFor()
    assert.match(await versions(all), /^1+2+$/, 'some are done, and some are not')
    await assertAccessible(page, assert)
    await photograph(page, 'rotation-stopped')
    await readAll(page, notes)

    const elsewhere = await browser.newContext()
    const other = await openAs(elsewhere, signe, '/keys/rotation')
    await other.getByText('still to be encrypted anew').waitFor()
    await expect(other.getByLabel('The earlier key file')).toHaveCount(0)
    await goOn(other)
    await unlock(other, signe)
    await other.getByText('Everything is handed over').waitFor()
    assert.equal(await versions(all), '22'.repeat(CLIENTS))
    await readAll(other, notes)
    const old = await at(nordlys, () => Key.findOrFail(before.keys.id))
    assert.isNotNull(old.retiredAt)

    await elsewhere.clearCookies()
    const atIdas = await openAs(elsewhere, ida, `/soap/notes/${notes[1]}`)
    await atIdas.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(atIdas, ida)
    await atIdas.getByText(`${SECRET} 2`, { exact: true }).waitFor()
    await elsewhere.close()
  })

  test('when Signe has left: Ida hands over with the recovery key, and reads what only Signe could', async ({
    browserContext,
  }) => {
    const all = await noting()
    const notes = await written(all)
    const { nordlys, signe, ida, recovery } = all
    await at(nordlys, () => signe.member.deactivate({ member: ida.member, address: null }))
    const page = await openAs(browserContext, ida, '/')
    await page.getByRole('link', { name: 'Notes wait to be handed over' }).click()
    await page.getByText('Signe Dahl has left, and the notes of 3 clients wait').waitFor()
    await photograph(page, 'health-left')
    await page.getByRole('link', { name: 'Hand over with the recovery key' }).click()
    await page.getByRole('link', { name: 'Ida Lund' }).click()
    await page.getByLabel('I have compared the words with Ida Lund').check()
    await page.getByLabel('The 24 words').fill(recovery.words.join(' '))
    await page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await page.waitForURL('**/keys/health')
    await page.getByText('Signe Dahl has left').waitFor({ state: 'detached' })
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Unlock notes' }).click()
    await unlock(page, ida)
    await readAll(page, notes)
  })

  test('a server that goes back to readers of before is noticed in the next tab too', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe: before, recovery, circle } = all
    const note = await keptNote(all, { final: true })
    const signe = await withKey(before, 'suspicion')
    await pin(signe, recovery.keys.id)
    await shutOut(before, signe, circle, [recovery.keys.id])
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    await page.getByText(SECRET, { exact: true }).waitFor()
    // As a copy from before the last list has it, in which the key that was seen is a reader still.
    await at(nordlys, async () => {
      await CircleList.query().where({ circleId: circle.id, number: 3 }).delete()
      await Wrap.query().where({ circleId: circle.id, version: 2 }).delete()
      await Circle.query().where('id', circle.id).update({ version: 1 })
    })
    await page.close()
    const next = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    await next.getByText('This note was tampered with.').waitFor()
    assert.notInclude(await next.content(), SECRET)
  })
})
