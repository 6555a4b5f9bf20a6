import { readFileSync, truncateSync } from 'node:fs'
import type { Assert } from '@japa/assert'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { addressAt, assertAccessible, expect, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { PASSPHRASE } from '../../../keys/tests/keyed.js'
import AuditEvent from '#models/audit_event'
import type { NoteBody } from '../../browser/notes/body.ts'
import Attachment from '../../models/attachment.js'
import Envelope from '../../models/envelope.js'
import Note from '../../models/note.js'
import { StoredFile } from '../../models/stored_file.js'
import { aPicture, keptNote, noting, SECRET } from '../setting.js'
import { openUnlocked } from './opening.js'

const SCHEMA = new URL('../../../../docs/formats/notes-1.schema.json', import.meta.url)
const OPENS = 'a passphrase for Clara alone'
const PDF = Buffer.from('%PDF-1.7 a letter from the hospital %%EOF')
const FILES = [
  { name: 'knæ.png', type: 'image/png', content: aPicture() },
  { name: 'brev.pdf', type: 'application/pdf', content: PDF },
]

/** What was downloaded. */
async function downloaded(page: Page, make: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), make()])
  const path = `${await download.path()}.html`
  await download.saveAs(path)
  return path
}

/** Opens it as somebody does at home, with no network. */
async function openAlone(page: Page, path: string) {
  const context = await page.context().browser()!.newContext({ offline: true })
  const reader = await context.newPage()
  await reader.goto(`file://${path}`)
  return reader
}

/** The picture shows, and the letter is what it was. */
async function opensFiles(reader: Page, assert: Assert) {
  await reader.getByRole('button', { name: 'Open knæ.png' }).click()
  await reader.getByRole('img', { name: 'knæ.png' }).waitFor()
  assert.equal(await reader.evaluate('document.querySelector("img").naturalWidth'), 1)
  await reader.getByRole('button', { name: 'Open brev.pdf' }).click()
  const [letter] = await Promise.all([
    reader.waitForEvent('download'),
    // Before the letter is open the only such link is the picture's.
    reader.locator('a[download="brev.pdf"]').click(),
  ])
  assert.isTrue(readFileSync(await letter.path()).equals(PDF))
}

test.group('Taking notes along', () => {
  test('for the client, for oneself, as data and on paper, with the files beside them', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, clara } = all
    await keptNote(all, { final: true, files: FILES })
    await keptNote(all, { plan: 'Balsamico og birkegren' })
    const page = await openUnlocked(browserContext, signe, `/soap/clients/${clara.id}/export`)
    const make = () => page.getByRole('button', { name: 'Make it' }).click()
    await page.getByLabel('On paper or as a PDF').check()
    await make()
    await page.emulateMedia({ media: 'print' })
    const paper = page.locator('main')
    for (const words of [
      SECRET,
      'Balsamico',
      'Signed by Signe Dahl',
      'Draft, not signed',
      'knæ.png',
    ])
      await expect(paper).toContainText(words)
    await expect(page.getByRole('button', { name: 'Make it' })).toBeHidden()
    await photograph(page, 'paper')
    const pdf = await page.pdf()
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    await page.emulateMedia({ media: null })

    await page.getByLabel(/About Balsamico/).uncheck()
    await page.getByLabel('For the client, behind a passphrase').check()
    await page.getByText('With the files beside the notes: 2').waitFor()
    await page.getByLabel('Passphrase for the client').fill('short')
    await make()
    await page.getByText('Choose a passphrase of at least 12 characters.').waitFor()
    await page.getByLabel('Passphrase for the client').fill(OPENS)
    await assertAccessible(page, assert)
    await photograph(page, 'take-along')
    const path = await downloaded(page, make)
    const text = readFileSync(path, 'utf8')
    for (const words of [SECRET, 'knæ.png', 'hospital', PDF.toString('base64').slice(0, -4)])
      assert.notInclude(text, words)
    const reader = await openAlone(page, path)
    await reader.getByLabel('Passphrase').fill('not this one at all')
    await reader.getByRole('button', { name: 'Open' }).click()
    await reader.getByText('That does not open it.').waitFor()
    await reader.getByLabel('Passphrase').fill(OPENS)
    await reader.getByRole('button', { name: 'Open' }).click()
    await reader.getByText(SECRET, { exact: true }).waitFor()
    assert.notInclude(await reader.content(), 'Balsamico')
    await opensFiles(reader, assert)
    await assertAccessible(reader, assert)
    await photograph(reader, 'reader')
    await reader.context().close()

    await page.getByLabel('Encrypted, with a reader').check()
    const own = await openAlone(page, await downloaded(page, make))
    await own.getByLabel('Key file').setInputFiles({
      ...{ name: 'key.pem', mimeType: 'text/plain' },
      buffer: Buffer.from(await signe.file()),
    })
    await own.getByLabel('Passphrase').fill(PASSPHRASE)
    await own.getByRole('button', { name: 'Open' }).click()
    await own.getByText('Signed by Signe Dahl').waitFor()
    await own.getByText(SECRET, { exact: true }).waitFor()
    await opensFiles(own, assert)
    await own.context().close()

    await page.getByLabel('As data (JSON), not encrypted').check()
    const data = JSON.parse(readFileSync(await downloaded(page, make), 'utf8'))
    const ajv = new Ajv2020({ validateFormats: false, allowUnionTypes: true })
    assert.isTrue(ajv.validate(JSON.parse(readFileSync(SCHEMA, 'utf8')), data), ajv.errorsText())
    const note = await at(nordlys, () => Note.query().whereNotNull('finalisedAt').firstOrFail())
    assert.containsSubset(data, {
      format: 'fortrolig-notes-1',
      notes: [
        {
          ...{ id: note.id, client: 'Clara Østergaard', author: 'Signe Dahl', isSigned: true },
          note: { answers: { plan: SECRET }, template: { name: 'SOAP' } },
          addenda: [],
        },
      ],
    })
    assert.lengthOf(data.notes, 1)
    const [picture, letter] = data.notes[0].note.attachments
    assert.deepEqual(Object.keys(letter).sort(), ['id', 'name', 'sha256', 'size', 'type'])
    assert.isTrue(Buffer.from(data.files[letter.id], 'base64').equals(PDF))
    assert.isTrue(Buffer.from(data.files[picture.id], 'base64').equals(aPicture()))

    await page.getByLabel(/With the files beside the notes/).uncheck()
    const without = JSON.parse(readFileSync(await downloaded(page, make), 'utf8'))
    assert.deepEqual(without.files, {})

    const told = await at(nordlys, () => AuditEvent.query().where('action', 'soap.taken_along'))
    assert.deepEqual(
      told.map(({ details }) => details),
      [
        { kind: 'print', notes: 2, clients: 1 },
        ...['client', 'envelopes', 'json', 'json'].map((kind) => ({ kind, notes: 1, clients: 1 })),
      ]
    )
  })

  test('everything that one can read, of all clients, with what was tampered with left out', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe } = all
    await keptNote(all, { final: true, files: FILES })
    await at(nordlys, async () => {
      // The first that came, as the name says.
      const [picture] = await Attachment.query().orderBy('storedAs')
      truncateSync(StoredFile.pathOf(picture.storedAs), 300)
    })
    const bad = await keptNote(all, { final: true, plan: 'Balsamico og birkegren' })
    await at(nordlys, async () => {
      const good = await Envelope.query().whereNot('noteId', bad).firstOrFail()
      await Envelope.query().where('noteId', bad).update({ envelope: good.envelope })
    })
    const page = await openUnlocked(browserContext, signe, '/soap/export')
    await page.getByText('Could not be opened: 1').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'take-all')
    await expect(page.getByLabel('For the client, behind a passphrase')).toHaveCount(0)
    await page.getByLabel('As data (JSON), not encrypted').check()
    const make = () => page.getByRole('button', { name: 'Make it' }).click()
    const data = JSON.parse(readFileSync(await downloaded(page, make), 'utf8'))
    assert.deepEqual(
      data.notes.map(({ client, note }: never) => [client, (note as NoteBody).answers.plan]),
      [['Clara Østergaard', SECRET]]
    )
    await page.getByText('not in it: 1 (knæ.png)').waitFor()
    const kept = Object.values<string>(data.files)
    assert.deepEqual(kept, [PDF.toString('base64')])
    await page.goto(addressAt(signe.host, '/soap/export'))
    await page.getByText('Open your key file to take notes along.').waitFor()
  })
})
