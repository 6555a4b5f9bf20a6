import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { aClient } from '#tests/clients'
import { at } from '#tests/people'
import { PASSPHRASE } from '../../../keys/tests/keyed.js'
import AuditEvent from '#models/audit_event'
import Attachment from '../../models/attachment.js'
import Note from '../../models/note.js'
import { keptNote, noting, SECRET } from '../setting.js'
import { unlock } from './opening.js'

const OPENS = 'a passphrase for Clara alone'

/** Opens what was downloaded as somebody does at home, with no network. */
async function openAlone(page: Page, make: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), make()])
  const path = `${await download.path()}.html`
  await download.saveAs(path)
  const context = await page.context().browser()!.newContext({ offline: true })
  const reader = await context.newPage()
  await reader.goto(`file://${path}`)
  return { reader, path }
}

test.group('Finding notes, taking them along and bringing old ones', (group) => {
  group.each.timeout(120_000)

  test('searches in the browser, and hands them over in files that open alone', async ({
    browserContext,
    assert,
  }) => {
    const all = await noting()
    const { nordlys, signe, clara } = all
    await keptNote(all, { final: true })
    await keptNote(all, { final: true, plan: 'Balsamico og birkegren' })
    const file = await signe.file()
    const page = await openAs(browserContext, signe, '/soap/search')
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, file)
    await page.getByText('2 notes to search.').waitFor()
    await page.getByLabel('Words in your notes').fill('BIRKEGREN balsam')
    await page.getByText('Found: 1').waitFor()
    await page.locator('.soap-hit mark').getByText('birkegren').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'search')
    assert.isEmpty(asked.filter((each) => /birkegren/i.test(each)))
    await page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' }).click()
    await page.locator('.soap-hit').waitFor({ state: 'detached' })

    await page.goto(page.url().replace('/soap/search', `/soap/clients/${clara.id}/export`))
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, file)
    await page.getByLabel(/About Balsamico/).uncheck()
    await page.getByLabel('For the client, behind a passphrase').check()
    await page.getByLabel('Passphrase for the client').fill('short')
    const make = () => page.getByRole('button', { name: 'Make it' }).click()
    await make()
    await page.getByText('Choose a passphrase of at least 12 characters.').waitFor()
    await page.getByLabel('Passphrase for the client').fill(OPENS)
    await assertAccessible(page, assert)
    await photograph(page, 'take-along')
    const { reader, path } = await openAlone(page, make)
    assert.notInclude(readFileSync(path, 'utf8'), SECRET)
    await reader.getByLabel('Passphrase').fill('not this one at all')
    await reader.getByRole('button', { name: 'Open' }).click()
    await reader.getByText('That does not open it.').waitFor()
    await reader.getByLabel('Passphrase').fill(OPENS)
    await reader.getByRole('button', { name: 'Open' }).click()
    await reader.getByText(SECRET, { exact: true }).waitFor()
    assert.notInclude(await reader.content(), 'Balsamico')
    await reader.context().close()

    await page.getByLabel('Encrypted, with a reader').check()
    const { reader: own } = await openAlone(page, make)
    await own
      .getByLabel('Key file')
      .setInputFiles({ name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(file) })
    await own.getByLabel('Passphrase').fill(PASSPHRASE)
    await own.getByRole('button', { name: 'Open' }).click()
    await own.getByText('Signed by Signe Dahl').waitFor()
    await own.getByText(SECRET, { exact: true }).waitFor()
    await own.context().close()

    const told = await at(nordlys, () => AuditEvent.query().where('action', 'soap.taken_along'))
    assert.deepEqual(
      told.map(({ details }) => details),
      [
        { kind: 'client', notes: 1 },
        { kind: 'envelopes', notes: 1 },
      ]
    )
  })

  test('brings old notes in, encrypted before anything is sent', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    await at(nordlys, () =>
      aClient({ firstName: 'Bo', lastName: 'Berg', email: 'bo@example.test' })
    )
    const csv = [
      'Name;Date;Title;Author;Findings;Plan',
      'Clara Østergaard;03.02.2019;Gammel skulder;Doktor Bang;"Stiv; øm";Varme',
      'Nobody Known;03.02.2019;;;Nothing;',
      'Bo Berg;not a date;;;Nothing;',
    ].join('\n')
    const page = await openAs(browserContext, signe, '/soap/import')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.postData() ?? ''))
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, await signe.file())
    await page
      .getByLabel('A file with old notes')
      .setInputFiles({ name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText('Rows that do not come in: 2').click()
    await page.getByText('Line 3: no client, or several, could be meant').waitFor()
    await page.getByText('Line 4: the date is missing or is none').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'import')
    await page.getByRole('button', { name: 'Encrypt and bring in 1 notes' }).click()
    await page.getByText('1 of 1 notes are in.').waitFor()
    assert.isEmpty(sent.filter((body) => /skulder|øm|Varme/.test(body)))

    await page.getByRole('link', { name: 'Search', exact: true }).click()
    await page.getByText('1 notes to search.').waitFor()
    await page.getByLabel('Words in your notes').fill('varme')
    await page.getByRole('link', { name: 'Gammel skulder' }).click()
    await page.getByText('From old.csv, written by Doktor Bang').waitFor()
    await page.getByText('Stiv; øm').waitFor()
    const note = await at(nordlys, () => Note.query().firstOrFail())
    assert.containsSubset(note.$attributes, { clientId: clara.id, finalisedBy: 'author' })
  })

  test('files beside a note: encrypted here, without where they were taken, opened here', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const page = await openAs(browserContext, signe, `/soap/clients/${clara.id}/notes/create`)
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, await signe.file())
    await page
      .getByLabel('Attach a picture or a PDF')
      .setInputFiles({ name: 'knæ.png', mimeType: 'image/png', buffer: picture() })
    await page.getByText('knæ.png is attached.').waitFor()
    await page.locator('.soap-status[data-state="saved"]').getByText('Saved at').waitFor()
    await page.getByRole('button', { name: 'knæ.png', exact: true }).click()
    await page.getByRole('img', { name: 'knæ.png' }).waitFor()
    await photograph(page, 'file')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save on this computer' }).click(),
    ])
    const opened = readFileSync(await download.path())
    assert.isTrue(opened.subarray(1, 4).equals(Buffer.from('PNG')))
    assert.isTrue(picture().includes('Taken at home'))
    assert.isFalse(opened.includes('Taken at home'))

    const [{ id }] = await at(nordlys, () => Attachment.all())
    const stored = await at(nordlys, async () => readFileSync(Attachment.pathOf(id)))
    assert.isTrue(stored.subarray(0, 22).equals(Buffer.from('age-encryption.org/v1\n')))
    assert.isFalse(stored.includes('PNG'))
  })
})

/** One pixel, with a text beside it as cameras leave them. */
function picture() {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64'
  )
  const chunk = Buffer.from('tEXtLocation\0Taken at home')
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(chunk.length - 4)
  check.writeUInt32BE(crc32(chunk))
  const afterHeader = 33
  return Buffer.concat([
    ...[png.subarray(0, afterHeader), length, chunk, check],
    png.subarray(afterHeader),
  ])
}
