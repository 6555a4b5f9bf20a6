import { join } from 'node:path'
import { test } from '@japa/runner'
import Database from 'better-sqlite3'
import type { Page } from 'playwright'
import encryption from '@adonisjs/core/services/encryption'
import { queueMail } from '#mails/queue_mail'
import { assertAccessible, expect, photograph } from '#tests/browser/pages'
import { mailThrough } from '#tests/mails'
import { House, ServerProcess } from '#tests/peers/server'
import { MailServer } from '#tests/peers/smtp'
import { Wiretap } from '#tests/peers/wiretap'
import { at, PASSWORD } from '#tests/people'
import { type Holder, PASSPHRASE } from '../../../keys/tests/keyed.js'
import { noting } from '../setting.js'
import { filesBelow, type Place, type Secret, tracesOf } from '#tests/traces'
import { saved, unlock } from './opening.js'

const TITLE = 'Zinnober om foråret'
const TOLD = 'Græshopper i venstre knæ siden tirsdag'
const MORE = 'Nattergal, brombær og blå tønder'
const DRAWN = 'Hævelse som en ært'
const TEMPLATE = 'Skumringsskema'
const QUESTION = 'Hvilke drømme vender tilbage?'
const FILE = 'Kastanjer under bordet'
const IN_FILE = 'Månens bagside er ru og varm'
const ADDED = 'Løvfaldet kom for tidligt i år'

async function signIn(page: Page) {
  await page.getByLabel('E-mail').fill('signe@nordlys.test')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function unlockHere(page: Page, file: string) {
  await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
  await unlock(page, file)
}

async function makesTemplate(page: Page) {
  await page.getByRole('button', { name: 'New template' }).click()
  await page.getByLabel('Name of the template').fill(TEMPLATE)
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByLabel('What it asks').fill(QUESTION)
  await page.getByRole('button', { name: 'Add a question' }).click()
  await page.getByLabel('What it asks').nth(1).fill('Where?')
  await page.getByLabel('Kind of answer').nth(1).selectOption('chart')
}

async function writes(page: Page) {
  await page.getByLabel('Template').selectOption({ label: TEMPLATE })
  await page.getByLabel('Title').fill(TITLE)
  await page.getByLabel(QUESTION).fill(TOLD)
  await page.getByLabel('Mark a part of the body').selectOption('front.left_knee')
  await page.getByRole('button', { name: 'Mark', exact: true }).click()
  await page.getByLabel('Left knee, front', { exact: true }).fill(DRAWN)
  const front = page.locator('.soap-figure[data-side="front"]')
  await front.hover({ position: { x: 60, y: 60 } })
  await page.mouse.down()
  await page.mouse.move(400, 600, { steps: 4 })
  await page.mouse.up()
  await page.getByLabel('Attach a picture or a PDF').setInputFiles({
    ...{ name: `${FILE}.pdf`, mimeType: 'application/pdf' },
    buffer: Buffer.from(`%PDF-1.7\n${IN_FILE}\n%%EOF`),
  })
  await page.getByText(`${FILE}.pdf is attached.`).waitFor()
  await saved(page)
}

async function signsAndAdds(page: Page) {
  await page.getByRole('button', { name: 'Sign and finalise' }).click()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByText('Signed by Signe Dahl').waitFor()
  await page.getByRole('heading', { name: TITLE }).waitFor()
  await page.getByText('Add an addendum').click()
  await page.getByLabel('What you add').fill(ADDED)
  await page.getByRole('button', { name: 'Sign the addendum' }).click()
  await page.getByText('Addendum by Signe Dahl').waitFor()
}

/** Her passphrase, and both private keys: as numbers, as files of their own, and as they lie in the key file. */
async function keySecrets({ keys }: Holder, file: string): Promise<Secret[]> {
  const blocks = [...file.matchAll(/-----BEGIN[^-]+-----([^-]+)-----END/g)]
  const found: Secret[] = [{ name: 'passphrase', is: PASSPHRASE }]
  for (const [place, which] of (['receive', 'sign'] as const).entries()) {
    const { d } = await crypto.subtle.exportKey('jwk', keys[which])
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys[which])
    const encrypted = Buffer.from(blocks[place][1], 'base64')
    found.push(
      { name: `${which} scalar`, is: Buffer.from(d!, 'base64url') },
      { name: `${which} PKCS#8`, is: new Uint8Array(pkcs8) },
      { name: `${which} block`, is: encrypted },
      // Written in lines of 64 letters, it is in no other form a whole.
      { name: `${which} line`, is: encrypted.subarray(48, 96) }
    )
  }
  return found
}

/** What the session store says to the server itself, which has the key of it. */
function openedSessions({ folder }: House): Place {
  const database = new Database(join(folder, 'sessions.sqlite'))
  const rows = database.prepare('select data, flash from sessions').all()
  database.close()
  const opened = (rows as { data: string; flash: string | null }[]).flatMap(({ data, flash }) => [
    encryption.use('data').decrypt(data, 'session'),
    flash && encryption.use('data').decrypt(flash, 'session flash'),
  ])
  return { name: 'sessions, opened', bytes: Buffer.from(JSON.stringify(opened)) }
}

test.group('Notes: the server never sees them', () => {
  test('written, drawn, signed out in between, signed: no word in a request, on a disk, in a log or a mail', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const { nordlys, signe } = await noting()
    const [file, post] = [await signe.file(), await MailServer.start()]
    await mailThrough(nordlys, post.port)
    const letter = { purpose: 'mails.test.heading', template: 'mails/test' }
    const to = { name: 'Signe Dahl', address: 'signe@nordlys.test' }
    await at(nordlys, () => queueMail({ ...letter, to }))
    const house = await House.copy(nordlys)
    const server = await ServerProcess.start(house)
    const tap = await Wiretap.start(server.port)
    cleanup(async () => {
      await server.kill()
      await post.stop()
      house.remove()
    })

    const page = await browserContext.newPage()
    await page.goto(tap.addressAt(signe.host, '/soap/templates'))
    await signIn(page)
    await unlockHere(page, file)
    await makesTemplate(page)
    await assertAccessible(page, assert)
    await photograph(page, 'template')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(TEMPLATE).waitFor()

    await page.getByRole('link', { name: 'Clients' }).first().click()
    await page.locator('main').getByRole('link', { name: 'Clara Østergaard' }).first().click()
    // The tab, and not the menu, which is there before the page has come.
    await page.locator('main').getByRole('link', { name: 'Notes', exact: true }).click()
    await page.getByRole('link', { name: 'Write note' }).click()
    await writes(page)
    await assertAccessible(page, assert)
    await photograph(page, 'editor')

    await browserContext.clearCookies()
    await page.getByLabel(QUESTION).fill(MORE)
    await page.getByText('You were signed out.').waitFor()
    await page.getByRole('button', { name: 'Sign in and go on' }).click()
    await signIn(page)
    await unlockHere(page, file)
    await page.getByText('What you typed here before is back.').waitFor()
    await expect(page.getByLabel(QUESTION)).toHaveValue(MORE)
    await saved(page)

    await signsAndAdds(page)
    await assertAccessible(page, assert)
    await photograph(page, 'reading')
    const note = page.url().split('/').at(-1)!
    await page.close()
    await tap.stop()

    const [kept] = house.sql(nordlys, 'select finalised_by from soap_notes where id = ?', note)
    assert.deepEqual(kept, { finalised_by: 'author' })
    const places = [
      { name: 'requests', bytes: tap.sent() },
      { name: 'log', bytes: Buffer.from(server.output.join('\n')) },
      { name: 'mails', bytes: Buffer.from(JSON.stringify(post.mails)) },
      openedSessions(house),
      // While the server runs: with what it has not moved out of its logs yet.
      ...filesBelow(house.folder),
    ]
    const words = [TITLE, TOLD, MORE, DRAWN, TEMPLATE, QUESTION, FILE, IN_FILE, ADDED]
    const secrets = [
      ...words.map((is) => ({ name: `"${is}"`, is })),
      ...(await keySecrets(signe, file)),
    ]
    assert.deepEqual(tracesOf(secrets, places), [])

    // All that was to be searched is there, and what may be there is found: so nothing found means something.
    const names = places.map(({ name }) => name)
    for (const ending of ['clinic.sqlite', 'clinic.sqlite-wal', 'sessions.sqlite', '.age'])
      assert.isTrue(
        names.some((name) => name.endsWith(ending)),
        ending
      )
    const found = tracesOf(
      [
        { name: 'note', is: note },
        { name: 'client', is: 'Østergaard' },
        { name: 'member', is: signe.member.id },
        { name: 'reader', is: to.address },
      ],
      places
    )
    for (const each of ['requests: plain of note', 'mails: plain of reader'])
      assert.include(found, each)
    assert.include(found, 'sessions, opened: plain of member')
    assert.isTrue(found.some((each) => /clinic\.sqlite(-wal)?: plain of client/.test(each)))
    assert.include(places[1].bytes.toString(), 'started HTTP server')
  })
})
