import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import Client from '#models/client'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { at, people, type People, type Person } from '#tests/people'
import { switchOnAll } from '#tests/plugins'
import { someIds } from '#tests/rows'
import type { ApiClient } from '@japa/api-client'

/** Each address that shows something, by the pattern of its route. */
function patterns() {
  const routes = Object.values(router.toJSON()).flat()
  return routes.filter(({ methods }) => methods.includes('GET')).map(({ pattern }) => pattern)
}

/** A clinic with a row of everything that a page can be about. */
async function furnish({ nordlys }: People) {
  await switchOnAll(nordlys)
  await at(nordlys, () =>
    Client.create({
      firstName: 'Åse',
      lastName: 'Bergström-Møller',
      birthDate: '1986-03-14',
      email: 'aase@example.dk',
    })
  )
}

/** The address of the page behind this pattern, or null where there is none (a file, a redirect). */
async function findPage(client: ApiClient, person: Person, pattern: string) {
  const ids = await someIds(person.clinic)
  const hasParameter = /[:*]/.test(pattern)
  for (const id of hasParameter ? ids.values() : ['']) {
    const path = pattern.replaceAll(/:\w+\??|\*/g, id)
    const response = await client.get(path).as(person)
    if (response.status() === 200 && response.type() === 'text/html') return path
  }
  return null
}

test.group('Every page', () => {
  test('{$self} is open to everybody who may see it')
    .with(patterns)
    .run(async ({ browserContext, client, assert }, pattern) => {
      const all = await people()
      await furnish(all)
      const path = await findPage(client, all.ida, pattern)
      if (!path) return
      const page = await openAs(browserContext, all.ida, path)
      await photograph(page, pattern.replaceAll(/\W+/g, '_'))
      await assertAccessible(page, assert)
      const [title, address] = [await page.title(), page.url()]
      assert.match(title, / · Fortrolig$/)
      assert.notMatch(`${title} ${address}`, /Åse|Bergström/, 'a history would keep the name')
    })
})
