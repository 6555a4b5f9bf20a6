import { test } from '@japa/runner'
import { type Actor, SERVER } from '#audit/actor'
import { record } from '#audit/audit_log'
import { clinicClient } from '#clinics/database'
import { assertAccessible, expect, openAs } from '#tests/browser/pages'
import { aClient } from '#tests/clients'
import { at, people, type People } from '#tests/people'

/** A few lines such as any day brings. */
async function aDayAt({ nordlys, ida, signe }: People) {
  const by = ({ member }: typeof ida): Actor => ({ member, address: '192.168.1.20' })
  await at(nordlys, async () => {
    const clara = await aClient()
    const subject = { type: 'client', id: clara.id }
    await record({ action: 'session.started', by: by(signe) })
    await record({ action: 'client.read', by: by(signe), subject })
    await record({
      action: 'client.updated',
      by: by(signe),
      subject,
      details: { fields: ['email', 'phone'] },
    })
    await record({ action: 'sign_in.failed', by: { member: null, address: '203.0.113.9' } })
    await record({
      action: 'plugin.turned_on',
      by: by(ida),
      subject: { type: 'plugin', id: 'consents' },
    })
    await record({ action: 'client_import.finished', by: SERVER })
  })
}

test.group('Audit log in the browser', () => {
  test('Ida looks for what Signe did, and at what it was', async ({ browserContext, assert }) => {
    const all = await people()
    await aDayAt(all)

    const page = await openAs(browserContext, all.ida, '/settings/audit')
    const lines = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem')
    await expect(lines).toHaveCount(7)
    await assertAccessible(page, assert)

    await page.getByLabel('Who').selectOption('Signe Dahl')
    await page.waitForURL(/member=/)
    await expect(lines).toHaveCount(3)
    await lines
      .filter({ hasText: 'changed the details' })
      .getByText('Details', { exact: true })
      .click()
    await page.getByText('["email","phone"]').waitFor()
    await assertAccessible(page, assert)

    await page.getByRole('link', { name: 'Only lines about this' }).first().click()
    await page.getByRole('link', { name: 'One subject only' }).waitFor()
    await expect(lines).toHaveCount(2)
    await page.getByRole('link', { name: 'Show all' }).click()
    await lines.nth(6).waitFor()
  })

  test('Ida has the log checked before and after somebody tampered with it', async ({
    browserContext,
    assert,
  }) => {
    const all = await people()
    await aDayAt(all)

    const page = await openAs(browserContext, all.ida, '/settings/audit')
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('7 lines, all as they were written').waitFor()

    await at(all.nordlys, async () => {
      await clinicClient().rawQuery('drop trigger audit_events_no_delete')
      await clinicClient().from('audit_events').where('seq', 3).delete()
    })
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('Line 3 is gone.').waitFor()
    await assertAccessible(page, assert)
  })
})
