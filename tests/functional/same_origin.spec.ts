import { test } from '@japa/runner'
import { directory } from '#clinics/directory'
import { NORDLYS, people } from '#tests/people'

const FORM = {
  name: 'Renamed',
  locale: 'en',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  hosts: NORDLYS,
}

test.group('Requests from other sites', () => {
  const cases: [string, Record<string, string>, boolean][] = [
    ['the same page', { 'sec-fetch-site': 'same-origin' }, true],
    ['the address bar', { 'sec-fetch-site': 'none' }, true],
    ['another site', { 'sec-fetch-site': 'cross-site' }, false],
    ['a sibling under the same domain', { 'sec-fetch-site': 'same-site' }, false],
    ['an old browser, same page', { origin: `http://${NORDLYS}` }, true],
    ['an old browser, another site', { origin: 'https://evil.test' }, false],
    ['an old browser that hides where from', { origin: 'null' }, false],
    ['a program, not a browser', {}, true],
  ]

  for (const [from, headers, isAllowed] of cases) {
    test(`${isAllowed ? 'lets' : 'refuses'} a form of ${from}`, async ({ client, assert }) => {
      const { ida } = await people()
      const request = client.put('/settings/clinic').as(ida).form(FORM)
      for (const [name, value] of Object.entries(headers)) request.header(name, value)
      const response = await request

      response.assertStatus(isAllowed ? 302 : 403)
      const clinic = await directory.findByHost(NORDLYS)
      assert.equal(clinic!.name, isAllowed ? 'Renamed' : 'Nordlys Fysioterapi')
    })
  }

  test('reading is never refused: a link from elsewhere works', async ({ client }) => {
    const { ida } = await people()
    const response = await client.get('/').as(ida).header('sec-fetch-site', 'cross-site')

    response.assertStatus(200)
  })
})

test.group('Headers of every page', () => {
  for (const path of ['/', '/sign-in', '/nowhere', '/clients/nobody']) {
    test(`keep ${path} out of caches, frames and other sites`, async ({ client, assert }) => {
      const { ida } = await people()
      const response = await client.get(path).as(ida)
      const { 'content-security-policy': policy, ...headers } = response.headers()

      assert.containsSubset(headers, {
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=15552000',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
      })
      assert.notMatch(policy, /unsafe|https?:/)
      assert.include(policy, "default-src 'self'")
      assert.include(policy, "frame-ancestors 'none'")
    })
  }
})
