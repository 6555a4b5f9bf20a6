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
  })
})
