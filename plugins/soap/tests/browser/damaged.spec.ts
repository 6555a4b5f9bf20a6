import { readFileSync, writeFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { openRecord, readEnvelope } from '../../../keys/browser/crypto/envelopes.ts'
import { Tampered } from '../../../keys/browser/crypto/faults.ts'
import { openFile } from '../../../keys/browser/crypto/files.ts'
import type { FileKey } from '../../../keys/browser/files/enveloped.ts'
import { pin, withKey } from '../../../keys/tests/keyed.js'
import { unlock } from '../../../keys/tests/browser/files.js'
import Wrap from '../../../keys/models/wrap.js'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import { StoredFile } from '../../models/stored_file.js'
import { shutOut } from '../circled.js'
import { keptNote, noting, type Noting, SECRET } from '../setting.js'
import { savedFile } from './opening.js'
import { goOn } from './rotating.js'

/** So many that some are done and some are not when somebody stops. */
const FILES = Array.from({ length: 6 }, (_, number) => ({
  ...{ name: `brev-${number + 1}.pdf`, type: 'application/pdf' },
  content: Buffer.from(`%PDF-1.7 ${SECRET} ${number + 1} `.repeat(9000)),
}))

/** The files on the disk, each with what the record key of a circle finds in its envelope: null if that does not open it. */
async function filesOnDisk({ nordlys }: Noting, { key }: { key: { aes: CryptoKey } }) {
  return at(nordlys, async () => {
    const rows = await Attachment.query().orderBy('id')
    return Promise.all(
      rows.map(async ({ version, storedAs, envelope }) => {
        const opened = await openRecord(key.aes, readEnvelope(envelope)).catch(() => null)
        const inside = opened?.body as FileKey | undefined
        const path = StoredFile.pathOf(storedAs)
        return { version, path, bytes: readFileSync(path), inside: inside ?? null }
      })
    )
  })
}

test.group('Files while keys are replaced', () => {
  test('they get other keys too: stopped midway, gone on with elsewhere past what is damaged', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe: before, recovery, circle } = all
    const note = await keptNote(all, { final: true, files: FILES })
    const bad = await keptNote(all, { final: true })
    const ofBad = () => Envelope.query().where('noteId', bad)
    const { envelope: right } = await at(nordlys, () => ofBad().firstOrFail())
    const changed = right.replace(/[^.]*$/, (tag) => tag.split('').reverse().join(''))
    await at(nordlys, () => ofBad().update({ envelope: changed }))
    const seen = await filesOnDisk(all, circle)
    const signe = await withKey(before, 'suspicion')
    await pin(signe, recovery.keys.id)
    const page = await openAs(browserContext, signe, '/keys/rotation')
    let sent = 0
    let stopped: Promise<void> | null = null
    const stop = () => page.getByRole('button', { name: 'Stop for now' }).click()
    await page.route('**/keys/files/*', async (route) => {
      // Three are on their way at once, so that one has arrived by now; what comes after waits until it is stopped.
      if (route.request().method() === 'PUT' && ++sent >= 4) await (stopped ??= stop())
      await route.continue().catch(() => null)
    })
    await goOn(page, before)
    await unlock(page, signe)
    await page.getByText('still to be encrypted anew').waitFor()
    const midway = await filesOnDisk(all, circle)
    assert.sameMembers([...new Set(midway.map(({ version }) => version))], [1, 2])

    const [mended, lost] = midway.flatMap(({ version }, index) => (version === 1 ? [index] : []))
    for (const { path, bytes } of [midway[mended], midway[lost]])
      writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    const elsewhere = await browser.newContext()
    const other = await openAs(elsewhere, signe, '/keys/rotation')
    await goOn(other)
    await unlock(other, signe)
    await other.getByText('Some files do not open any more').waitFor()
    await other.getByText('Some notes do not open any more').waitFor()
    await expect(other.getByText('The readers of some notes')).toHaveCount(0)
    const { name } = seen[lost].inside!
    const links = other.getByRole('alert').getByRole('link')
    await expect(links).toHaveCount(3)
    const ofNote = other.getByRole('link', { name: 'Note by Signe Dahl' })
    await expect(ofNote).toHaveAttribute('href', `/soap/notes/${bad}`)
    const ofFile = other.getByRole('link', { name })
    await expect(ofFile).toHaveAttribute('href', `/soap/notes/${note}`)
    await assertAccessible(other, assert)
    await photograph(other, 'rotation-damaged')
    const past = await filesOnDisk(all, circle)
    const left = past.filter(({ version }) => version === 1).map(({ path }) => path)
    assert.deepEqual(left, [midway[mended].path, midway[lost].path], 'it did not stop the others')

    await other.getByRole('button', { name: `Give up ${name}` }).click()
    const confirmed = other.getByRole('button', { name: 'Give up for good' })
    await expect(confirmed).toBeDisabled()
    await assertAccessible(other, assert)
    await photograph(other, 'rotation-give-up')
    await other.getByLabel('Type “give up” to confirm').fill('give up')
    await other.keyboard.press('Enter')
    await other.getByText(`${name}: given up`).waitFor()
    await expect(links).toHaveCount(2)
    writeFileSync(midway[mended].path, midway[mended].bytes)
    await at(nordlys, () => ofBad().update({ envelope: right }))
    await goOn(other)
    await other.getByText('Everything is handed over').waitFor()

    const anew = await filesOnDisk(all, circle)
    const kept = seen.filter((_, index) => index !== lost)
    assert.lengthOf(anew, kept.length)
    for (const [index, old] of kept.entries()) {
      const { identity } = old.inside!
      const stream = new Blob([anew[index].bytes]).stream()
      await assert.rejects(() => openFile(stream, identity, null), Tampered)
      assert.isNull(anew[index].inside)
    }
    await other.evaluate(`Turbo.visit('/soap/notes/${note}')`)
    await other.getByText('Signed by Signe Dahl').waitFor()
    await other
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByText('Signe Dahl gave it up')
      .waitFor()
    await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0)
    await assertAccessible(other, assert)
    await photograph(other, 'note-given-up')
    const whole = seen[mended].inside!.name
    const { content } = FILES.find((file) => file.name === whole)!
    assert.isTrue(content.equals(await savedFile(other, whole)))
    await elsewhere.close()
  })

  test('what may be whole is not offered to be given up, and what opens again is not given up', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe: before, recovery, circle } = all
    await keptNote(all, { final: true, files: FILES.slice(0, 1) })
    const signe = await withKey(before, 'suspicion')
    await pin(signe, recovery.keys.id)
    await shutOut(before, signe, circle, [recovery.keys.id])
    const wrap = () => Wrap.query().where({ keyId: signe.keys.id, version: 2 })
    const { text: right } = await at(nordlys, () => wrap().firstOrFail())
    const wrong = right.replace(/[^.]*$/, (tag) => tag.split('').reverse().join(''))
    await at(nordlys, () => wrap().update({ text: wrong }))
    const page = await openAs(browserContext, signe, '/keys/rotation')
    const offered = page.getByRole('button', { name: /^Give up/ })
    await goOn(page)
    await unlock(page, signe)
    await page.getByText('The readers of some notes are not those').waitFor()
    await expect(offered).toHaveCount(0)
    await at(nordlys, () => wrap().update({ text: right }))

    await page.route('**/keys/files/*', (route) => route.fulfill({ status: 403, body: '{}' }))
    await goOn(page)
    await page.getByText('The server did not take it').waitFor()
    await expect(offered).toHaveCount(0)
    await page.unroute('**/keys/files/*')

    const [{ path, bytes }] = await filesOnDisk(all, circle)
    writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    await goOn(page)
    await offered.click()
    await page.getByLabel('Type “give up” to confirm').fill('give up')
    writeFileSync(path, bytes)
    await page.keyboard.press('Enter')
    await page.getByText('Nothing is left that it opens').waitFor()
    const [{ version }, ...more] = await filesOnDisk(all, circle)
    assert.deepEqual([version, more], [2, []])
  })
})
