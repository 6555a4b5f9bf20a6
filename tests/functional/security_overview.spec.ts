import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { record } from '#audit/audit_log'
import { itIs, letPass } from '#tests/clock'
import { itemsIn } from '#tests/items'
import { at, countQueries, PASSWORD, people, type Person } from '#tests/people'
import { Visitor } from '#tests/visitor'

const PAGE = '/settings/security-overview'
const DAY_MS = 24 * 60 * 60_000
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

const by = ({ member }: Person) => ({ member, address: '10.0.0.1' })

/** The lines of a card, as text. */
function card(html: string, id: string) {
  const section = new RegExp(`<section[^>]*id="${id}"[^]*?</section>`).exec(html)?.[0] ?? ''
  return itemsIn(section)
}

function signInWith(
  client: ApiClient,
  { host, member }: Person,
  agent: string,
  password = PASSWORD
) {
  const form = { email: member.email, password }
  return client.post('/sign-in').at(host).header('user-agent', agent).form(form)
}

test.group('Security overview', () => {
  test('names who has no second step, and nobody who has one or has left', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads, jonas } = await people()
    await at(nordlys, async () => {
      await mads.member.merge({ totpConfirmedAt: DateTime.utc() }).save()
      await jonas.member.deactivate(by(ida))
    })
    const page = await client.get(PAGE).as(ida)
    assert.deepEqual(card(page.text(), 'factors'), [
      'Ida Lund Owner Set it up',
      'Signe Dahl Practitioner No second step',
    ])
  })

  test('counts failed sign-ins of a month, of members and of addresses that nobody has', async (context) => {
    const { client, assert } = context
    const { ida, signe } = await people()
    itIs('2027-06-15T09:00:00Z', context)
    await signInWith(client, signe, FIREFOX, 'wrong')
    letPass(31 * DAY_MS, context)
    for (const password of ['wrong', 'wronger']) await signInWith(client, signe, FIREFOX, password)
    await client.post('/sign-in').at(ida.host).form({ email: 'who@else.test', password: 'x' })

    const page = await client.get(PAGE).as(ida)
    const lines = card(page.text(), 'failures')
    assert.lengthOf(lines, 2)
    assert.match(lines[0], /^Signe Dahl 2 times Last Jul 16, 2027.* See to it : Signe Dahl$/)
    assert.match(lines[1], /^An address that no member has 1 time Last Jul 16, 2027/)
  })

  test('tells of a device once: when somebody signs in with it for the first time', async (context) => {
    const { client, assert } = context
    const { ida, signe } = await people()
    itIs('2027-06-15T09:00:00Z', context)
    await signInWith(client, signe, FIREFOX)
    letPass(31 * DAY_MS, context)
    await signInWith(client, signe, FIREFOX)
    await signInWith(client, signe, IPHONE)
    await signInWith(client, signe, IPHONE)

    const page = await client.get(PAGE).as(ida)
    const lines = card(page.text(), 'devices')
    assert.lengthOf(lines, 1)
    assert.match(lines[0], /^Signe Dahl signed in with Safari · iOS Jul 16, 2027/)
  })

  test('lists exports and changes of who may do what, and nothing else', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    await at(nordlys, async () => {
      await record({ action: 'clients.exported', by: by(mads) })
      await record({ action: 'client.read', by: by(mads), subject: { type: 'client', id: 'c' } })
      await record({ action: 'permissions.changed', by: by(ida) })
      const subject = { type: 'plugin', id: 'guestbook' }
      await record({ action: 'plugin.turned_on', by: by(ida), subject })
    })
    const page = await client.get(PAGE).as(ida)
    const [exports, changes] = [card(page.text(), 'exports'), card(page.text(), 'changes')]
    assert.lengthOf(exports, 1)
    assert.match(exports[0], /^Mads Holm exported the list of clients .* · 10\.0\.0\.1$/)
    assert.lengthOf(changes, 2)
    assert.match(changes[0], /^Ida Lund turned a plugin on \(Guestbook\)/)
    assert.match(changes[1], /^Ida Lund changed what roles may do/)
  })

  test('is for owners, unless they share it, and costs the same however much happened', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, mads } = await people()
    const refused = await client.get(PAGE).as(mads)
    refused.assertStatus(403)

    const look = () => client.get(PAGE).as(ida)
    const exportOnce = () => at(nordlys, () => record({ action: 'clients.exported', by: by(mads) }))
    await exportOnce()
    const one = await countQueries(look)
    for (let times = 0; times < 3; times++) await exportOnce()
    assert.equal(await countQueries(look), one)
  })
})

test.group('Signing a member out everywhere', () => {
  test('ends each session of that member at once, and of nobody else', async ({
    client,
    assert,
  }) => {
    const { ida, mads, signe } = await people()
    const devices = [Visitor.as(client, signe), Visitor.as(client, signe)]
    const other = Visitor.as(client, mads)
    const owner = Visitor.as(client, ida, { proved_at: Date.now() })

    const answer = await owner.delete(`/settings/members/${signe.member.id}/sessions`)
    answer.assertStatus(303)
    const list = await owner.get('/settings/members')
    list.assertTextIncludes('Signe Dahl is signed out of 2 devices.')
    for (const device of devices) {
      const home = await device.get('/')
      home.assertHeader('location', '/sign-in?next=%2F')
    }
    const home = await other.get('/')
    assert.equal(home.status(), 200)
  })

  test('is not for somebody whose role stands below', async ({ client }) => {
    const { ida, mads } = await people()
    const admin = Visitor.as(client, mads, { proved_at: Date.now() })
    const answer = await admin.delete(`/settings/members/${ida.member.id}/sessions`)
    answer.assertStatus(403)
  })
})
