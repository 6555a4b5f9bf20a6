import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { demoClients } from '#database/seeders/demo_people'
import { addressAt, assertAccessible, photograph } from '#tests/browser/pages'
import { registry } from '#plugins/registry'
import { furnish } from '#tests/furnished'
import { NORDLYS, people, signIn } from '#tests/people'
import { pathOf } from '#tests/routes'
import { someIds } from '#tests/rows'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { Page } from 'playwright'

const SESSION = 'fortrolig_session'

/** Whose pages these are, by how their address begins; each part is a group, so that two processes can share them. */
const PARTS: Record<string, (segment: string) => boolean> = {
  'of plugins': (segment) => registry.find(segment) !== null,
  'of the settings': (segment) => segment === 'settings',
  'of the core': (segment) => !PARTS['of plugins'](segment) && !PARTS['of the settings'](segment),
}

/** Each address of a part that shows something, by the pattern of its route. */
function patternsOf(part: string) {
  const routes = Object.values(router.toJSON()).flat()
  return routes
    .filter(({ methods, pattern }) => methods.includes('GET') && PARTS[part](pattern.split('/')[1]))
    .map(({ pattern }) => pattern)
}

/** What stands in an address that is about no row. */
const NAMED: Record<string, string> = { '/strict-mode/rules/:id': 'automatic_sign_out' }

/** Asks first for the row that the address speaks of: `/clients/:id` for a client. */
function byLikeness(pattern: string, ids: Map<string, string>) {
  if (NAMED[pattern]) return [NAMED[pattern]]
  const isMeant = ([table]: [string, string]) => (pattern.includes(`/${table}`) ? 0 : 1)
  return [...ids].sort((a, b) => isMeant(a) - isMeant(b)).map(([, id]) => id)
}

/** The address of the page behind this pattern, and who sees it; null where there is none (a file, a redirect). */
async function findPage(client: ApiClient, pattern: string, ids: string[], session: string) {
  const hasParameter = /[:*]/.test(pattern)
  for (const id of hasParameter ? ids : ['']) {
    const path = pathOf(pattern, id)
    const asMember = await client.get(path).at(NORDLYS).cookie(SESSION, session)
    if (asMember.status() === 404) continue
    if (isPage(asMember)) return { path, isOpen: false }
    const asStranger = await client.get(path).at(NORDLYS)
    if (isPage(asStranger)) return { path, isOpen: true }
  }
  return null
}

function isPage(response: ApiResponse) {
  return response.status() === 200 && response.type() === 'text/html'
}

for (const part of Object.keys(PARTS))
  test.group(`Every page ${part}`, (group) => {
    group.tap((each) => each.tags(['@long']))
    let ids: Map<string, string>
    let session: string
    let member: Page | undefined
    let stranger: Page

    // Once for all: looking changes nothing that another page would miss.
    group.setup(async () => {
      const all = await people()
      await furnish(all)
      session = signIn(all.ida)
      ids = await someIds(all.nordlys)
    })
    group.each.setup(async ({ context: { browser } }) => {
      if (member) return
      const own = await browser.newContext()
      await own.setCookie(SESSION, session, { domain: NORDLYS })
      member = await own.newPage()
      stranger = await browser.newPage()
    })
    group.teardown(async () => {
      for (const page of [member, stranger]) await page?.context().close()
    })

    test('{$self} is open to everybody who may see it')
      .with(() => patternsOf(part))
      .run(async ({ client, assert }, pattern) => {
        const found = await findPage(client, pattern, byLikeness(pattern, ids), session)
        if (!found) return
        const page = found.isOpen ? stranger : member!
        await page.goto(addressAt(NORDLYS, found.path))
        await photograph(page, pattern.replaceAll(/\W+/g, '_'))
        await assertAccessible(page, assert)
        const names = demoClients().map(({ firstName }) => firstName)
        const [title, address] = [await page.title(), page.url()]
        assert.notInclude(await page.content(), 'translation missing')
        assert.match(title, / · Fortrolig$/)
        assert.notMatch(
          `${title} ${address}`,
          new RegExp(names.join('|')),
          'a history would keep the name'
        )
      })
  })
