import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import { addressAt, assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { aClient } from '#tests/clients'
import { at, NORDLYS } from '#tests/people'
import Batch from '../../models/batch.js'
import { StarterSet } from '../../models/starter_set.js'
import Statement from '../../models/statement.js'
import { answered, clara, linkInMail, ORIGIN, republished, RECORDS } from '../setting.js'

/** A clinic in which every page has something to show: answers, drafts, a batch, open and answered requests. */
async function furnished(client: ApiClient) {
  const all = await clara()
  const [answer] = await answered(client, all, {
    [all.records.id]: 'given',
    [all.photos.id]: 'refused',
  })
  const { path: receipt } = await at(all.nordlys, () => linkInMail())
  const more = await at(all.nordlys, async () => {
    await republished(all.photos, { ...RECORDS, title: 'Photos and video' }, true)
    await new StarterSet('dk', ['da', 'en']).add({ by: SERVER })
    const draft = await Statement.query().where('key', 'records').firstOrFail()
    await aClient({ firstName: 'Bo', email: null })
    await aClient({ firstName: 'Åse', email: 'aase@example.test' })
    const statementIds = [all.records.id, all.photos.id]
    const batch = await Batch.begin({ statementIds, origin: ORIGIN, by: SERVER })
    await batch.run()
    const { path: link } = await linkInMail()
    return { draft, batch, link }
  })
  return { ...all, ...more, answer, receipt }
}

type Furnished = Awaited<ReturnType<typeof furnished>>

const MEMBERS_PAGES: Record<string, (all: Furnished) => string> = {
  requests: () => '/consents',
  ask: ({ client }) => `/consents/clients/${client.id}/requests/create`,
  tab: ({ client }) => `/clients/${client.id}?tab=consents`,
  clients: () => '/clients',
  home: () => '/',
  evidence: ({ answer }) => `/consents/answers/${answer.id}`,
  withdrawal: ({ answer }) => `/consents/answers/${answer.id}/withdrawal`,
  many: () => '/consents/batches/create',
  progress: ({ batch }) => `/consents/batches/${batch.id}`,
  statements: () => '/consents/statements',
  statement: ({ draft }) => `/consents/statements/${draft.id}`,
  edit: ({ draft }) => `/consents/statements/${draft.id}/edit`,
  publish: ({ draft }) => `/consents/statements/${draft.id}/publication`,
  new: () => '/consents/statements/create',
  starters: () => '/consents/starter-sets/create',
  version: ({ records }) => `/consents/statements/${records.id}/versions/1`,
  settings: () => '/settings/plugins/consents/settings',
}

const CLIENTS_PAGES: Record<string, (all: Furnished) => string> = {
  reply: ({ link }) => link,
  over: ({ token }) => `/consents/a/${token}`,
  thanks: ({ token }) => `/consents/a/${token}/thanks`,
  receipt: ({ receipt }) => receipt,
}

test.group('Every page of consents', () => {
  for (const [name, path] of Object.entries(MEMBERS_PAGES))
    test(`${name} is open to everybody who works here`, async ({
      browserContext,
      client,
      assert,
    }) => {
      const all = await furnished(client)
      const page = await openAs(browserContext, all.ida, path(all))
      await photograph(page, name)
      await assertAccessible(page, assert)
      assert.notInclude(await page.title(), 'Clara')
    })

  test('the evidence prints without what is only for the screen', async ({
    browserContext,
    client,
  }) => {
    const all = await furnished(client)
    const page = await openAs(browserContext, all.ida, MEMBERS_PAGES.evidence(all))
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await expect(page.getByRole('link', { name: 'Back to the client' })).toBeHidden()
    await expect(page.getByRole('img', { name: 'The drawn signature' })).toBeVisible()
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/evidence-print.png`, fullPage: true })
  })

  for (const [name, path] of Object.entries(CLIENTS_PAGES))
    test(`${name} is open to every client`, async ({ browserContext, client, assert }) => {
      const all = await furnished(client)
      const page = await browserContext.newPage()
      await page.goto(addressAt(NORDLYS, path(all)))
      await photograph(page, name)
      await assertAccessible(page, assert)
      assert.notMatch(await page.title(), /Clara|record|photo/i)
    })
})
