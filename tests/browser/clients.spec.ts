import { test } from '@japa/runner'
import { addressAt, assertAccessible, expect, openAs } from '#tests/browser/pages'
import Client from '#models/client'
import { at, people } from '#tests/people'
import { aClient, CLARA, manyClients } from '#tests/clients'

test.group('Clients in the browser', () => {
  test('Jonas searches as he types, and no name gets into an address', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, nordlys } = await people()
    await at(nordlys, async () => {
      await manyClients(60)
      await aClient({ lastName: 'Quistgaard' })
    })
    const page = await openAs(browserContext, jonas, '/clients')
    await page.keyboard.press('/')
    await page.keyboard.type('quist')
    // The whole list holds her too: it is the announcement that tells that the search has answered.
    const found = page.getByRole('status').getByText('1 client', { exact: true })
    await found.waitFor({ state: 'attached' })
    await expect(page.locator('.row-link')).toHaveText(['Clara Quistgaard'])
    assert.equal(page.url(), addressAt(jonas.host, '/clients'))
    assert.equal(await page.evaluate<string>('document.activeElement.name'), 'term')
    await assertAccessible(page, assert)

    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Clara Quistgaard' }).waitFor()
    assert.notMatch(page.url(), /quist/i)
    assert.equal(await page.title(), 'Client 61 · Fortrolig')

    await page.goBack()
    await found.waitFor({ state: 'attached' })
    await expect(page.getByRole('searchbox')).toHaveValue('quist')
    await expect(page.locator('.row-link')).toHaveCount(1)

    await page.getByRole('searchbox').fill('nobody at all')
    await page.getByRole('heading', { name: 'Nobody found' }).waitFor()
    await assertAccessible(page, assert)
  })

  test('a search has pages and orders too', async ({ browserContext, assert }) => {
    const { jonas, nordlys } = await people()
    await at(nordlys, () => manyClients(60))
    const page = await openAs(browserContext, jonas, '/clients')
    await page.getByRole('searchbox').fill('example.test')
    await page.getByRole('button', { name: 'Next page' }).waitFor()
    await page.getByRole('button', { name: 'Last name' }).click()
    await page.locator('th[aria-sort] [aria-current]', { hasText: 'Last name' }).waitFor()
    await expect(page.locator('.row-link').first()).toHaveText(/Andersen$/)
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByText('Page 2 of 3').waitFor()
    assert.equal(page.url(), addressAt(jonas.host, '/clients'))
  })

  test('without a search, filters and pages have addresses to come back to', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, nordlys } = await people()
    await at(nordlys, async () => {
      await manyClients(60)
      const archived = await aClient({ lastName: 'Quistgaard' })
      await archived.archive({ by: { member: jonas.member, address: null } })
    })
    const page = await openAs(browserContext, jonas, '/clients')
    await page.getByRole('link', { name: 'Next page' }).click()
    await page.waitForURL('**/clients?page=2')
    await page.getByText('Archived', { exact: true }).click()
    await page.getByRole('link', { name: 'Clara Quistgaard' }).waitFor()
    assert.match(page.url(), /status=archived/)
    await page.reload()
    await page.getByRole('link', { name: 'Clara Quistgaard' }).waitFor()
    await expect(page.getByRole('radio', { name: 'Archived' })).toBeChecked()
  })

  test('the list works without JavaScript', async ({ browser, assert }) => {
    const { jonas, nordlys } = await people()
    await at(nordlys, () => aClient())
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await openAs(context, jonas, '/clients')
    await page.getByRole('searchbox').fill('clara')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: 'Clara Østergaard' }).waitFor()
    assert.equal(page.url(), addressAt(jonas.host, '/clients/searches'))
    await expect(page.getByRole('searchbox')).toHaveValue('clara')
    await context.close()
  })

  test('Jonas adds a client, is asked about one who is there, and saves anyway', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, nordlys } = await people()
    await at(nordlys, () => aClient())
    const page = await openAs(browserContext, jonas, '/clients')
    await page.getByRole('link', { name: 'New client' }).click()
    await page.getByLabel('First name').fill('Ditte')
    await page.getByLabel('Phone').first().fill(CLARA.phone)
    await page.getByLabel('E-mail', { exact: true }).fill('ditte@')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Write a whole e-mail address').waitFor()
    await expect(page.getByLabel('First name')).toHaveValue('Ditte')

    await page.getByLabel('E-mail', { exact: true }).fill('ditte@example.test')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This client may be here already').waitFor()
    await page.getByText('same phone').waitFor()
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Save anyway' }).click()
    await page.getByRole('heading', { name: 'Ditte' }).waitFor()
    await page.getByText('The client is saved.').waitFor()
  })

  test('Signe adds an alert and a tag, and sees the national id for a reason', async ({
    browserContext,
    assert,
  }) => {
    const { signe, nordlys } = await people()
    const { id } = await at(nordlys, () => aClient({ nationalId: '030280-1234' }))
    const page = await openAs(browserContext, signe, `/clients/${id}`)
    await page.getByRole('button', { name: 'Add alert' }).click()
    await page.getByRole('textbox', { name: 'Alert' }).waitFor()
    await assertAccessible(page, assert)
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Alert is missing.').waitFor()
    await page.getByRole('textbox', { name: 'Alert' }).fill('Allergic to latex')
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Allergic to latex').waitFor()

    await page.getByLabel('Add a tag').fill('Insurance')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove the tag “Insurance”' }).waitFor()

    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByLabel('Why do you need it?').fill('Referral')
    await page.getByRole('dialog').getByRole('button', { name: 'Show' }).click()
    await page.getByText('030280-1234').waitFor()
    assert.equal(page.url(), addressAt(signe.host, `/clients/${id}`))
    await assertAccessible(page, assert)
    await page.reload()
    await page.getByRole('heading', { name: 'Clara Østergaard' }).waitFor()
    await expect(page.getByText('030280-1234')).toHaveCount(0)
  })

  test('Mads merges two clients, then deletes the one', async ({ browserContext, assert }) => {
    const { mads, nordlys } = await people()
    const [kept] = await at(nordlys, async () => [
      await aClient({ email: null }),
      await aClient({ firstName: 'Klara', phone: '22 33 44 55' }),
    ])
    const page = await openAs(browserContext, mads, `/clients/${kept.id}`)
    await page.locator('summary[aria-label="More actions"]').click()
    await page.getByRole('link', { name: 'Merge with another client' }).click()
    await page.getByRole('searchbox').fill('klara')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.locator('#candidates').getByRole('link', { name: 'Compare' }).click()
    await page.getByRole('radio', { name: '22 33 44 55' }).check()
    await assertAccessible(page, assert)
    await page.getByLabel('I have checked that no. 2 is the same person').check()
    await page.getByRole('button', { name: 'Merge for good' }).click()
    await page.getByText('The two are one client now.').waitFor()
    await page.getByRole('link', { name: '22 33 44 55' }).waitFor()
    await page.getByRole('link', { name: 'clara@example.test' }).waitFor()

    await page.locator('summary[aria-label="More actions"]').click()
    await page.getByRole('link', { name: 'Delete' }).click()
    await page.getByLabel('Type “Clara Østergaard” to confirm').fill('Clara')
    await page.getByRole('button', { name: 'Delete the client' }).click()
    await page.getByText('This is not the name').waitFor()
    await page.getByLabel('Type “Clara Østergaard” to confirm').fill('Clara Østergaard')
    await page.getByRole('button', { name: 'Delete the client' }).click()
    await page.getByText('The client is deleted.').waitFor()
    assert.lengthOf(await at(nordlys, () => Client.all()), 0)
  })

  test('archiving says how to undo it', async ({ browserContext }) => {
    const { jonas, nordlys } = await people()
    const { id } = await at(nordlys, () => aClient())
    const page = await openAs(browserContext, jonas, `/clients/${id}`)
    await page.locator('summary[aria-label="More actions"]').click()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.getByText('Archived since').waitFor()
    await page
      .locator('.client-alerts')
      .getByRole('button', { name: 'Take out of the archive' })
      .click()
    await page.getByText('The client is active again.').waitFor()
  })
})
