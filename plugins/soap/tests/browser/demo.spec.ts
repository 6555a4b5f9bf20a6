import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { deleteClinic } from '#clinics/ending'
import Member from '#models/member'
import { seedDemoClinic } from '#database/seeders/demo_clinic'
import { addressAt, assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { at, people } from '#tests/people'
import Note from '../../models/note.js'
import { unlock } from './opening.js'

test.group('Notes of the demo clinic', () => {
  test('open with the key file that whoever starts it is told of, and its passphrase', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, sydhavn } = await people()
    await deleteClinic(nordlys)
    await deleteClinic(sydhavn)
    const { clinic, password, hints } = await seedDemoClinic()
    const sofie = await at(clinic, () => Member.findByOrFail('role', 'practitioner'))
    const [folder] = hints.join().match(/\/\S+demo-keys/)!
    const file = readFileSync(join(folder, 'sofie-winther.pem'), 'utf8')
    const shared = await at(clinic, () => Note.query().whereNotNull('noteId').firstOrFail())

    const visitor = { clinic, member: sofie, host: 'demo.localhost' }
    const path = `/clients/${shared.clientId}?tab=soap`
    const page = await openAs(browserContext, visitor, path)
    await page.locator('main').getByRole('button', { name: 'Lås op' }).click()
    await unlock(page, file, password)
    await page.getByText('Venstre knæ, første besøg').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'demo-list')
    await page.locator('[data-note] a').last().click()
    await page.getByText('Det var squash og ikke badminton').waitFor()
    await page.locator('del').getByText('badminton').first().waitFor()
    await page.locator('.soap-readers').getByText('Maria Sand').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'demo-note')

    await page.getByRole('link', { name: 'Journal' }).first().click()
    await page.getByText('Notater at søge i: 7').waitFor()
    await page.getByRole('link', { name: 'Uden underskrift' }).click()
    await page.locator('tbody tr').nth(1).waitFor()
    await page.getByText('Over tiden').waitFor()
    await photograph(page, 'demo-unsigned')
    await page.goto(addressAt(visitor.host, '/'))
    await page.getByText('2 notater venter på underskrift').waitFor()
  })
})
