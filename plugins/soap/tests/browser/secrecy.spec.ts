import { test } from '@japa/runner'
import { assertAccessible, photograph, signInWith } from '#tests/browser/pages'
import { at } from '#tests/people'
import { Wiretap } from '#tests/peers/wiretap'
import { PASSPHRASE } from '../../../keys/tests/keyed.js'
import Note from '../../models/note.js'
import { noting } from '../setting.js'
import { filesBelow, tracesOf } from '../traces.js'
import { saved, unlock } from './opening.js'

const TITLE = 'Zinnober om foråret'
const TOLD = 'Græshopper i venstre knæ siden tirsdag'
const MORE = 'Nattergal, brombær og blå tønder'
const DRAWN = 'Hævelse som en ært'
const TEMPLATE = 'Skumringsskema'
const QUESTION = 'Hvilke drømme vender tilbage?'

test.group('Notes: the server never sees them', (group) => {
  group.each.timeout(120_000)

  test('written, drawn, signed out in between, signed: no word in a request, on a disk or in a log', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, clara } = await noting()
    const file = await signe.file()
    const tap = await Wiretap.start()
    await signInWith(browserContext, signe)
    const page = await browserContext.newPage()
    await page.goto(tap.addressAt(signe.host, '/soap/templates'))
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, file)

    await page.getByRole('button', { name: 'New template' }).click()
    await page.getByLabel('Name of the template').fill(TEMPLATE)
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByLabel('What it asks').fill(QUESTION)
    await page.getByRole('button', { name: 'Add a question' }).click()
    await page.getByLabel('What it asks').nth(1).fill('Where?')
    await page.getByLabel('Kind of answer').nth(1).selectOption('chart')
    await assertAccessible(page, assert)
    await photograph(page, 'template')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(TEMPLATE).waitFor()

    await page.getByRole('link', { name: 'Clients' }).first().click()
    await page.locator('main').getByRole('link', { name: 'Clara Østergaard' }).first().click()
    // The tab, and not the menu, which is there before the page has come.
    await page.locator('main').getByRole('link', { name: 'Notes', exact: true }).click()
    await page.getByRole('link', { name: 'Write note' }).click()
    await page.getByLabel('Template').selectOption({ label: TEMPLATE })
    await page.getByLabel('Title').fill(TITLE)
    await page.getByLabel(QUESTION).fill(TOLD)
    await page.getByLabel('Mark a part of the body').selectOption('front.left_knee')
    await page.getByLabel('Left knee, front', { exact: true }).fill(DRAWN)
    const front = page.locator('.soap-figure[data-side="front"]')
    await front.hover({ position: { x: 60, y: 60 } })
    await page.mouse.down()
    await page.mouse.move(400, 600, { steps: 4 })
    await page.mouse.up()
    await saved(page)
    await assertAccessible(page, assert)
    await photograph(page, 'editor')

    await browserContext.clearCookies()
    await page.getByLabel(QUESTION).fill(MORE)
    await page.getByText('You were signed out.').waitFor()
    await signInWith(browserContext, signe)
    await page.reload()
    await page.locator('main').getByRole('button', { name: 'Unlock' }).click()
    await unlock(page, file)
    await page.getByText('What you typed here before is back.').waitFor()
    assert.equal(await page.getByLabel(QUESTION).inputValue(), MORE)
    await saved(page)

    await page.getByRole('button', { name: 'Sign and finalise' }).click()
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByText('Signed by Signe Dahl').waitFor()
    await page.getByRole('heading', { name: TITLE }).waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'reading')
    await page.close()
    await tap.stop()

    const note = await at(nordlys, () => Note.query().where('clientId', clara.id).firstOrFail())
    assert.containsSubset(note.$attributes, { finalisedBy: 'author' })
    const places = [{ name: 'requests', bytes: tap.sent() }, ...filesBelow(process.env.DATA_DIR!)]
    const secrets = [TITLE, TOLD, MORE, DRAWN, TEMPLATE, QUESTION, PASSPHRASE]
    const keyLines = file.split('\n').filter((line) => /^[\w+/=]{60,}$/.test(line))
    assert.isAbove(keyLines.length, 4)
    assert.deepEqual(tracesOf([...secrets, ...keyLines], places), [])
    // What may be there is found, so that nothing found means something.
    assert.isNotEmpty(tracesOf([note.id], [places[0]]))
    assert.isNotEmpty(tracesOf(['Østergaard'], places))
    const words = Buffer.from(`xx${Buffer.from(`..${TOLD}.`).toString('base64')}`)
    assert.isNotEmpty(tracesOf([TOLD], [{ name: 'itself', bytes: words }]))
  })
})
