import { test } from '@japa/runner'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { book, planOf } from '#tests/calendar'
import { tabTo } from '#tests/browser/keyboard'
import { at } from '#tests/people'
import { PASSPHRASE } from '../../../keys/tests/keyed.js'
import Note from '../../models/note.js'
import { noting } from '../setting.js'
import { saved } from './opening.js'

/** What was written about a client, all of it. */
const NOTES = '**/soap/clients/*/notes'

test.group('A note with the keyboard alone, in Norwegian', () => {
  test('from the appointment to the signature', async ({ browserContext, assert }) => {
    const { nordlys, signe, clara } = await noting()
    const appointment = await at(nordlys, async () => {
      await signe.member.merge({ locale: 'nb' }).save()
      return book(planOf(signe, '09:00'), clara)
    })
    const page = await openAs(browserContext, signe, `/appointments/${appointment.id}`)
    await assertAccessible(page, assert)
    await photograph(page, 'appointment')
    await tabTo(page, 'Skriv notat')
    await page.keyboard.press('Enter')
    await page.getByText('Denne fanen er låst').waitFor()
    await page.locator('main').focus()
    await tabTo(page, 'Lås opp')
    await page.keyboard.press('Enter')
    await page.locator('dialog[data-keys-dialog]').waitFor()
    await tabTo(page, 'Nøkkelfilen din')
    // What opens from here is the browser's own dialog.
    const buffer = Buffer.from(await signe.file())
    const key = { name: 'key.pem', mimeType: 'text/plain', buffer }
    await page.locator('input:focus').setInputFiles(key)
    await tabTo(page, 'Passfrase')
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')

    // Ready to write: the first question has the focus.
    await page.getByLabel('Subjektivt').waitFor()
    await page.keyboard.type('Skrevet uten mus')
    await tabTo(page, 'Mal', 'Shift+Tab')
    await page.keyboard.type('Fysio')
    await page.getByLabel('Anamnese').waitFor()
    await tabTo(page, 'Tittel')
    await page.keyboard.type('Ned trappen')
    await tabTo(page, 'Smerter i hvile')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await tabTo(page, 'Marker et sted på kroppen')
    await page.keyboard.type('Venstre kne')
    await tabTo(page, 'Marker')
    await page.keyboard.press('Enter')
    await page.getByLabel('Venstre kne, forfra', { exact: true }).waitFor()
    await page.keyboard.type('Hovent')
    await tabTo(page, 'Øvelser')
    await page.keyboard.press('Space')
    await assertAccessible(page, assert)
    await photograph(page, 'editor-norwegian')
    await tabTo(page, 'Signer og gjør endelig')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, 'Signer')
    await page.keyboard.press('Enter')

    await page.getByText('Signert av Signe Dahl').waitFor()
    for (const words of ['Ned trappen', 'Skrevet uten mus', '2 / 10', 'Hovent', 'Øvelser'])
      await expect(page.locator('.soap-reading')).toContainText(words)
    const note = await at(nordlys, () => Note.query().firstOrFail())
    assert.containsSubset(note.$attributes, {
      ...{ appointmentId: appointment.id, clientId: clara.id, finalisedBy: 'author' },
    })

    // The next time: by the same template, from what was written last, and signed without leaving the keys. What was
    // written last comes after the form.
    await page.route(NOTES, async (route) => {
      await page.getByLabel('Mal').waitFor()
      await route.continue()
    })
    await page.evaluate(`Turbo.visit('/soap/clients/${clara.id}/notes/create')`)
    await page.getByText('Forrige notat: Ned trappen').waitFor()
    await expect(page.getByLabel('Mal')).toHaveValue('physiotherapy')
    await expect(page.getByLabel('Anamnese')).toBeFocused()
    await tabTo(page, 'Kopier til dette notatet', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByLabel('Venstre kne, forfra', { exact: true }).waitFor()
    await page.keyboard.type('Bedre. ')
    await assertAccessible(page, assert)
    await photograph(page, 'editor-last-note')
    // With Caps Lock.
    await page.keyboard.press('Control+S')
    await saved(page, 'Lagret kl.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Enter')
    // Pressed once more while the signature is on its way.
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByText('Signert av Signe Dahl').waitFor()
    for (const words of ['Bedre. ', 'Hovent'])
      await expect(page.locator('.soap-reading')).toContainText(words)

    // Whoever begins before it comes goes on as they began.
    await page.unroute(NOTES)
    await page.route(NOTES, async (route) => {
      await expect(page.getByLabel('Subjektivt')).toHaveValue('Begynt straks')
      await route.continue()
    })
    await page.evaluate(`Turbo.visit('/soap/clients/${clara.id}/notes/create')`)
    await page.getByLabel('Subjektivt').fill('Begynt straks')
    await page.getByText('Forrige notat: Ned trappen').waitFor()
    await expect(page.getByLabel('Subjektivt')).toHaveValue('Begynt straks')
    await saved(page, 'Lagret kl.')
    await page.goto(addressAt(signe.host, `/appointments/${appointment.id}`))
    await page.locator('#soap').getByText('Endelig', { exact: true }).waitFor()
    await photograph(page, 'appointment-final')
  })
})
