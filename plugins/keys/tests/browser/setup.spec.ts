import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at } from '#tests/people'
import { type Secret, tracesOf } from '#tests/traces'
import { seedOf, shareOf } from '../../browser/crypto/words.js'
import Key from '../../models/key.js'
import { Standing } from '../../models/standing.js'
import { PASSPHRASE, ringless } from '../keyed.js'
import { wordsOfSheets } from './files.js'
import { readQr } from './qr.js'

/** Everything that the browser sends, addresses and bodies. */
function listen(context: BrowserContext) {
  const sent: Buffer[] = []
  context.on('request', (request) =>
    sent.push(Buffer.from(request.url()), request.postDataBuffer() ?? Buffer.alloc(0))
  )
  return sent
}

/** Both private keys in a file that a browser made, as OpenSSL's library opens them. */
function keysInFile(path: string): Secret[] {
  const blocks = readFileSync(path, 'utf8').match(/-----BEGIN[^]+?-----END[^\n]+/g)!
  return blocks.flatMap((block, place) => {
    const key = createPrivateKey({ key: block, passphrase: PASSPHRASE })
    const { d } = key.export({ format: 'jwk' })
    return [
      { name: `scalar ${place}`, is: Buffer.from(d!, 'base64url') },
      { name: `PKCS#8 ${place}`, is: key.export({ format: 'der', type: 'pkcs8' }) },
      {
        name: `block ${place}`,
        is: Buffer.from(block.split('\n').slice(1, -1).join(''), 'base64'),
      },
    ]
  })
}

/** What lies on the sheets, as words and as the bytes that they stand for. */
async function secretsOfSheets(sheets: string[]): Promise<Secret[]> {
  const found: Secret[] = []
  for (const [place, sheet] of sheets.entries()) {
    const words = sheet.replaceAll(/\d+\. /g, '').split('\n')
    const isShare = words.length === 26
    const bytes = isShare ? await shareOf(words.join(' ')) : seedOf(words.join(' '))
    found.push({ name: `bytes of sheet ${place}`, is: bytes })
    // Three together are no chance.
    for (const between of [' ', '\n', ','])
      found.push({ name: `words of sheet ${place}`, is: words.slice(0, 3).join(between) })
  }
  return found
}

/** Fills in both fields and goes on to the file. */
async function choosePassphrase(page: Page, passphrase: string) {
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('The same again').fill(passphrase)
  await page.getByRole('button', { name: 'Make the key' }).click()
}

async function saveKeyFile(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the key file' }).click(),
  ])
  return { path: await download.path(), name: download.suggestedFilename() }
}

test.group('Setting up keys in the browser', () => {
  test('Ida makes her key and the clinic’s recovery key on three sheets, and no request knows a secret', async ({
    browserContext,
    assert,
  }) => {
    const { ida, nordlys } = await ringless()
    const sent = listen(browserContext)
    const page = await openAs(browserContext, ida, '/keys')
    await photograph(page, 'own-none')
    await page.locator('main').getByRole('link', { name: 'Make your key' }).click()
    await page.getByRole('heading', { name: 'Choose a passphrase' }).waitFor()
    await assertAccessible(page, assert)

    await choosePassphrase(page, 'idalund12345')
    await page.getByText('This could be guessed').waitFor()
    await photograph(page, 'setup-passphrase')
    await choosePassphrase(page, PASSPHRASE)
    await page.getByRole('heading', { name: 'Keep the file' }).waitFor()
    await expect(page.getByRole('button', { name: 'I have saved it' })).toBeDisabled()
    const file = await saveKeyFile(page)
    assert.match(
      file.name,
      /^fortrolig-nordlys-fysioterapi-ida-lund-\d{4}-\d\d-\d\d-[a-z]+-[a-z]+\.pem$/
    )
    execFileSync('openssl', ['pkey', '-in', file.path, '-passin', `pass:${PASSPHRASE}`, '-noout'])
    await photograph(page, 'setup-file')
    await page.getByRole('button', { name: 'I have saved it' }).click()

    await page.getByRole('button', { name: 'Open it' }).click()
    await page.getByText('Choose your key file first.').waitFor()
    await page.getByLabel('Your key file').setInputFiles(file.path)
    await page.getByLabel('Passphrase', { exact: true }).fill('not this one at all')
    await page.getByRole('button', { name: 'Open it' }).click()
    await page.getByText('This passphrase does not open the file.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'setup-try')
    assert.isNull(await at(nordlys, () => Key.of(ida.member)))
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Open it' }).click()

    await page.waitForURL('**/keys/recovery')
    const lock = page.locator('.shell-sidebar').getByRole('button', { name: 'Lock notes' })
    await lock.waitFor()
    await page.getByRole('link', { name: 'Make the recovery key' }).click()
    await page.getByLabel('On three sheets, any two are enough').check()
    await photograph(page, 'recovery-choose')
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.locator('.keys-sheet').nth(2).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'recovery-print')
    const sheets = await wordsOfSheets(page)
    await page.emulateMedia({ media: 'print' })
    const read: (string | null)[] = []
    for (const code of await page.locator('.keys-qr svg').all()) read.push(await readQr(code))
    assert.deepEqual(
      read,
      sheets.map((sheet) => sheet.replaceAll(/\d+\. /g, '').replaceAll('\n', ' '))
    )
    const paper = await page.pdf({ format: 'A4' })
    assert.lengthOf(paper.toString('latin1').match(/\/Type \/Page\b/g) ?? [], 3, 'a page each')
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'It is on paper' }).click()
    await expect(page.locator('.keys-sheet')).toHaveCount(0)

    const [one, other] = [
      page.getByLabel('The words of the sheet, or of one of the three'),
      page.getByLabel('The words of another sheet'),
    ]
    await one.fill(sheets[2])
    await other.fill(sheets[0].replace(/\w+$/, 'zebrra'))
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('Word 26 is not one of those that are used here.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'recovery-try')
    await other.fill(sheets[0].toUpperCase())
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.waitForURL('**/keys')
    await lock.waitFor()
    await page.getByRole('heading', { name: 'Its fingerprint' }).waitFor()
    await expect(page.getByText('Before the first note')).toBeHidden()
    await assertAccessible(page, assert)
    await photograph(page, 'own')

    const standing = await at(nordlys, () => Standing.of(ida.member))
    assert.isTrue(standing.isReady)
    assert.equal(standing.recovery?.key.form, 'shares')
    const secrets: Secret[] = [
      { name: 'passphrase', is: PASSPHRASE },
      { name: 'private key', is: 'PRIVATE KEY' },
      ...keysInFile(file.path),
      ...(await secretsOfSheets(sheets)),
    ]
    const requests = [{ name: 'requests', bytes: Buffer.concat(sent) }]
    assert.deepEqual(tracesOf(secrets, requests), [])
    // What it did send is found.
    const key = { name: 'its name', is: standing.own!.key.id }
    assert.include(tracesOf([key], requests), 'requests: plain of its name')
  })
})
