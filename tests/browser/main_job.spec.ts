import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import app from '@adonisjs/core/services/app'
import { directory } from '#clinics/directory'
import Client from '#models/client'
import Member from '#models/member'
import { emptyServer } from '#tests/empty_server'
import { at, PASSWORD } from '#tests/people'
import { addressAt } from './pages.js'

const HOST = 'fjord.localhost'
const CLIENTS = app.makePath('tests/fixtures/imports/easypractice.csv')

const TABLET =
  'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

/** A person at a computer or a tablet of their own. */
async function sitsDown(browser: Browser, userAgent?: string) {
  const context = await browser.newContext({ locale: 'en-GB', userAgent })
  return context.newPage()
}

async function setUp(page: Page, code: string) {
  await page.goto(addressAt(HOST, '/'))
  await page.getByLabel('Code from the console').fill(code)
  await page.getByLabel('Name of the clinic').fill('Fjord Fysioterapi')
  await page.getByLabel('Your name').fill('Tuva Moen')
  await page.getByLabel('E-mail').fill('tuva@fjord.test')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the clinic' }).click()
  await page.getByRole('heading', { name: 'Welcome, Tuva' }).waitFor()
}

async function importClients(page: Page) {
  await page.getByRole('link', { name: /Bring your clients/ }).click()
  await page.getByRole('link', { name: 'Import a file' }).first().click()
  await page.getByLabel('File').setInputFiles(CLIENTS)
  await page.getByRole('button', { name: 'Upload and read' }).click()
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('button', { name: /^Import \d+ client/ }).click()
  await page.getByText('Done').first().waitFor()
}

async function inviteColleague(page: Page) {
  await page.goto(addressAt(HOST, '/settings/members'))
  await page.getByRole('link', { name: 'Invite a member' }).first().click()
  await page.getByLabel('E-mail').fill('leif@fjord.test')
  await page.getByRole('button', { name: 'Make the link' }).click()
  return page.getByRole('textbox', { name: /link/i }).inputValue()
}

async function join(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Your name').fill('Leif Dahl')
  await page.getByLabel('Choose a password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { name: 'Welcome, Leif' }).waitFor()
}

async function switchConsentsOn(page: Page) {
  await page.goto(addressAt(HOST, '/settings/plugins'))
  await page.getByRole('switch', { name: 'Consents' }).click()
  await page.getByText('Consents is on.').waitFor()
}

async function writeStatement(page: Page) {
  await page.goto(addressAt(HOST, '/consents/statements/create'))
  for (const [label, text] of [
    ['Title', 'Keeping a record'],
    ['What it is for', 'To treat you well, and to remember how.'],
    ['What the client should know', 'We write down what you tell us and what we do.'],
    ['What is recorded', 'Your name, how to reach you, and your treatment.'],
    ['How long it is kept', 'Five years after your last visit.'],
    ['Rights, and whom to contact', 'See it, correct it, take your consent back: write to us.'],
  ])
    await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByRole('link', { name: 'Publish' }).click()
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Published. Clients see this text').waitFor()
}

/** The practitioner asks on the tablet, and hands it to the client, who signs with a finger. */
async function clientSigns(page: Page) {
  await page.goto(addressAt(HOST, '/clients'))
  await page.getByRole('link', { name: 'Mette Krogh' }).click()
  await page.getByRole('link', { name: 'Consents', exact: true }).last().click()
  await page.getByRole('link', { name: 'Ask for consent' }).click()
  await page.getByLabel('Here, on this screen').check()
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByRole('heading', { name: 'Your consent' }).waitFor()
  await page.getByRole('radio', { name: 'Yes, I consent' }).check({ force: true })
  const pad = page.locator('canvas')
  await pad.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await pad.boundingBox())!
  await page.mouse.move(x + width * 0.2, y + height * 0.5)
  await page.mouse.down()
  for (const [across, down] of [
    [0.3, 0.2],
    [0.4, 0.7],
    [0.5, 0.3],
    [0.6, 0.6],
    [0.8, 0.4],
  ])
    await page.mouse.move(x + width * across, y + height * down, { steps: 5 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
}

async function signIn(page: Page, email: string) {
  await page.goto(addressAt(HOST, '/sign-in'))
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
}

test.group('The main job', () => {
  test('set up, import, invite, switch consents on, have a client sign, sign out a forgotten device', async ({
    browser,
    assert,
  }) => {
    const code = await emptyServer()
    const tuva = await sitsDown(browser)
    await setUp(tuva, code)
    await importClients(tuva)
    const [clinic] = await directory.all()
    const clients = await at(clinic, () => Client.all())
    assert.isAbove(clients.length, 0)

    const leif = await sitsDown(browser)
    await join(leif, await inviteColleague(tuva))
    const members = await at(clinic, () => Member.query().orderBy('created_at'))
    assert.deepEqual(
      members.map(({ name, role }) => [name, role]),
      [
        ['Tuva Moen', 'owner'],
        ['Leif Dahl', 'practitioner'],
      ]
    )

    await switchConsentsOn(tuva)
    await writeStatement(tuva)
    await clientSigns(leif)
    await tuva.goto(addressAt(HOST, '/clients'))
    await tuva.getByRole('link', { name: 'Mette Krogh' }).click()
    await tuva.getByRole('link', { name: 'Consents', exact: true }).last().click()
    await tuva.getByText('Given').first().waitFor()

    const forgotten = await sitsDown(browser, TABLET)
    await signIn(forgotten, 'tuva@fjord.test')
    await tuva.goto(addressAt(HOST, '/security'))
    await tuva.getByRole('button', { name: 'Sign out: Safari' }).click()
    await tuva.getByText('That device is signed out.').waitFor()
    await forgotten.goto(addressAt(HOST, '/clients'))
    await forgotten.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})
