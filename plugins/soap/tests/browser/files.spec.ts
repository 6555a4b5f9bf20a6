import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setTimeout } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { assertAccessible, expect, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import Attachment from '../../models/attachment.js'
import { StoredFile } from '../../models/stored_file.js'
import { aPicture, keptNote, noting } from '../setting.js'
import { openUnlocked, saved, savedFile } from './opening.js'

const ATTACH = 'Attach a picture or a PDF'
const MB = 1024 * 1024

/** Looks how much a page and this server hold in memory, again and again, until it is told to stop; in bytes. */
async function watchMemory(page: Page) {
  setFlagsFromString('--expose-gc')
  const collectOwn = runInNewContext('gc') as () => void
  const devtools = await page.context().newCDPSession(page)
  const look = async () => {
    // What nobody holds any more does not count.
    await devtools.send('HeapProfiler.collectGarbage')
    collectOwn()
    const heap = await devtools.send('Runtime.getHeapUsage')
    const { backingStorageSize = 0 } = heap as { backingStorageSize?: number }
    return { page: heap.usedSize + backingStorageSize, server: process.memoryUsage().arrayBuffers }
  }
  const before = await look()
  const most = { ...before }
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const now = await look()
      most.page = Math.max(most.page, now.page)
      most.server = Math.max(most.server, now.server)
      await setTimeout(100)
    }
  })()
  return async () => {
    isOver = true
    await watching
    return { page: most.page - before.page, server: most.server - before.server }
  }
}

test.group('Files beside a note', () => {
  test('pictures and PDF: encrypted here, without where they were taken, opened here', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const path = `/soap/clients/${clara.id}/notes/create`
    const page = await openUnlocked(browserContext, signe, path)
    await page
      .getByLabel(ATTACH)
      .setInputFiles({ name: 'knæ.png', mimeType: 'image/png', buffer: aPicture() })
    await page.getByText('knæ.png is attached.').waitFor()
    await page.getByLabel('Subjective').fill('Typed after the picture')
    await saved(page)
    await page.getByRole('button', { name: 'knæ.png', exact: true }).click()
    await page.getByRole('img', { name: 'knæ.png' }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'file')
    await page.getByRole('button', { name: 'Close' }).click()
    const picture = await savedFile(page, 'knæ.png')
    assert.isTrue(picture.subarray(1, 4).equals(Buffer.from('PNG')))
    assert.isTrue(aPicture().includes('Taken at home'))
    assert.isFalse(picture.includes('Taken at home'))

    const pdf = Buffer.from('%PDF-1.7 /Author (Doktor Bang) %%EOF')
    const letter = { name: 'brev.pdf', mimeType: 'application/pdf', buffer: pdf }
    await page.getByLabel(ATTACH).setInputFiles(letter)
    await page.getByText('A PDF may say who made it, and when').waitFor()
    const opened = await savedFile(page, 'brev.pdf')
    assert.isTrue(opened.equals(pdf))
    await page
      .getByLabel(ATTACH)
      .setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer: Buffer.from('<p>') })
    await page.getByText('Only pictures (JPEG, PNG, WebP) and PDF can be attached.').waitFor()
    await page
      .getByLabel(ATTACH)
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.getByText('This browser cannot open the picture.').waitFor()

    const files = await at(nordlys, () => Attachment.query().orderBy('id'))
    assert.lengthOf(files, 2)
    for (const { storedAs } of files) {
      const stored = await at(nordlys, async () => readFileSync(StoredFile.pathOf(storedAs)))
      assert.isTrue(stored.subarray(0, 22).equals(Buffer.from('age-encryption.org/v1\n')))
      assert.isFalse(stored.includes('PNG') || stored.includes('Bang'))
    }
    const removed = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
    await page.getByRole('button', { name: 'Remove the file brev.pdf' }).click()
    await page.getByRole('button', { name: 'brev.pdf', exact: true }).waitFor({ state: 'detached' })
    await removed
    await saved(page)
    await expect(page.getByLabel('Subjective')).toHaveValue('Typed after the picture')
    await page.getByRole('link', { name: 'Calendar' }).first().click()
    await page.waitForURL('**/calendar**')
    assert.lengthOf(await at(nordlys, () => Attachment.all()), 1)
  })

  test('one that cannot be opened says why: changed, gone, no connection, signed out', async ({
    browserContext,
  }) => {
    const all = await noting()
    const { nordlys, signe } = all
    const letter = { type: 'application/pdf', content: Buffer.from('%PDF-1.7 a letter') }
    const files = ['brev.pdf', 'svar.pdf'].map((name) => ({ ...letter, name }))
    const note = await keptNote(all, { final: true, files })
    const [first, second] = await at(nordlys, async () => {
      const rows = await Attachment.query().orderBy('storedAs')
      return rows.map(({ storedAs }) => StoredFile.pathOf(storedAs))
    })
    writeFileSync(first, readFileSync(first).subarray(0, -1))
    rmSync(second)
    const page = await openUnlocked(browserContext, signe, `/soap/notes/${note}`)
    const says = async (name: string, words: string) => {
      await page.getByRole('button', { name, exact: true }).click()
      await page.locator('.soap-files').getByText(words).waitFor()
    }
    await says('brev.pdf', 'This note was tampered with.')
    await says('svar.pdf', 'The file is no longer on the server.')
    await page.route('**/attachments/*', (route) => route.abort())
    await says('brev.pdf', 'The server cannot be reached.')
    await page.unroute('**/attachments/*')
    await browserContext.clearCookies()
    await says('brev.pdf', 'You are signed out.')
  })

  test('where nothing can be laid aside, memory takes it, and nothing is left behind', async ({
    browserContext,
    assert,
  }) => {
    const { signe, clara } = await noting()
    await browserContext.addInitScript(FULL_DISK)
    const path = `/soap/clients/${clara.id}/notes/create`
    const page = await openUnlocked(browserContext, signe, path)
    const buffer = Buffer.from('%PDF-1.7 a letter')
    const letter = { name: 'brev.pdf', mimeType: 'application/pdf', buffer }
    await page.getByLabel(ATTACH).setInputFiles(letter)
    await page.getByText('brev.pdf is attached.').waitFor()
    assert.isTrue(buffer.equals(await savedFile(page, 'brev.pdf')))
    assert.deepEqual(await page.evaluate(ASIDE), [])
  })

  test('50 MB stream through the browser and the server, and are never whole in memory', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-large-'))
    cleanup(() => rmSync(folder, { recursive: true }))
    const [large, larger] = [join(folder, 'large.pdf'), join(folder, 'larger.pdf')]
    const piece = randomBytes(MB)
    writeFileSync(large, Buffer.concat(Array.from({ length: 50 }, () => piece)))
    writeFileSync(larger, Buffer.concat([readFileSync(large), Buffer.from('!')]))
    const path = `/soap/clients/${clara.id}/notes/create`
    const page = await openUnlocked(browserContext, signe, path)
    await page.getByLabel('Subjective').fill('With something large')
    await saved(page)
    await page.getByLabel(ATTACH).setInputFiles(larger)
    await page.getByText('The file is larger than 50 MB.').waitFor()

    const progress: number[] = []
    await page.exposeFunction('tellProgress', (part: number) => progress.push(part))
    await page.evaluate(WATCH_PROGRESS)
    const most = await watchMemory(page)
    await page.getByLabel(ATTACH).setInputFiles(large)
    await page.getByText('large.pdf is attached.').waitFor({ timeout: 90_000 })
    const held = await most()
    assert.isBelow(held.page, 40 * MB, 'in the page')
    assert.isBelow(held.server, 25 * MB, 'in the server')
    assert.isAbove(progress.filter((part) => part > 0 && part < 1).length, 5)

    const [{ storedAs, size }] = await at(nordlys, () => Attachment.all())
    const stored = await at(nordlys, async () => StoredFile.pathOf(storedAs))
    assert.equal(statSync(stored).size, size)
    await saved(page)
    const opened = await savedFile(page, 'large.pdf')
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    assert.equal(sha256(opened), sha256(readFileSync(large)))
  })
})

/** In the browser's words: each step of the bar. */
const WATCH_PROGRESS = `{
  const bar = document.querySelector('.soap-files progress')
  new MutationObserver(() => tellProgress(bar.value)).observe(bar, { attributeFilter: ['value'] })
}`

/** In the browser's words: no file of its own can be written. */
const FULL_DISK = `FileSystemFileHandle.prototype.createWritable = () =>
  Promise.reject(new DOMException('full', 'QuotaExceededError'))`

/** In the browser's words: what lies where files wait that are sent. */
const ASIDE = `(async () => {
  const root = await navigator.storage.getDirectory()
  return Array.fromAsync((await root.getDirectoryHandle('keys-files')).keys())
})()`
