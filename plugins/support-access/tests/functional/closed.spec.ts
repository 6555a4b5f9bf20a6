import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import { TUESDAY } from '#tests/calendar'
import { itIs } from '#tests/clock'
import { busyClinic, GIVEAWAYS } from '#tests/hidden_names'
import { switchOnAll } from '#tests/plugins'
import { someIds } from '#tests/rows'
import type { Visitor } from '#tests/visitor'
import { ALWAYS, AREAS, type Area, type Opening, routesOf, SCOPE_NAMES } from '../../scopes.js'
import { aHelper, openClinic } from '../setting.js'

type Call = { name: string; method: string; pattern: string; guards: string[] }

const EVERYTHING: Opening = { scopes: SCOPE_NAMES, mayChange: true }

/** Every route that asks who is there, with every method that it answers to, plugins' included. */
function memberCalls(): Call[] {
  return Object.values(router.toJSON())
    .flat()
    .map(({ name, pattern, methods, middleware }) => {
      const guards = [...middleware.all()].map((each) => String((each as { name?: string }).name))
      return { name: name ?? pattern, pattern, methods, guards }
    })
    .filter(({ guards }) => guards.includes('member'))
    .flatMap(({ methods, ...call }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => ({ ...call, method }))
    )
}

function send(visitor: Visitor, { method, pattern }: Call, id: string) {
  const path = pattern.replaceAll(/:\w+\??|\*/g, id)
  if (method === 'GET') return visitor.get(path)
  if (method === 'POST') return visitor.post(path)
  return method === 'PUT' ? visitor.put(path) : visitor.delete(path)
}

const SOME_ID = '01900000-0000-7000-8000-000000000001'

/** The routes of these calls that answer anything but “this was not opened to you”. */
async function openOf(client: ApiClient, opening: Opening, calls: Call[]) {
  const all = await openClinic()
  await switchOnAll(all.nordlys)
  const { helper } = await aHelper(client, all.ida, { ...opening, scopes: [...opening.scopes] })
  const open: string[] = []
  for (const call of calls) {
    const answer = await send(helper, call, SOME_ID)
    if (answer.status() !== 403) open.push(`${call.method} ${call.name}`)
  }
  return open
}

test.group('What is closed to a helper', () => {
  test('is everything but what the scopes name, by every method', async ({ client, assert }) => {
    const calls = memberCalls()
    assert.isAbove(calls.length, 250)
    const named = routesOf(EVERYTHING)
    const expected = calls
      .filter(({ name }) => named.has(name) || name === 'home')
      .map(({ method, name }) => `${method} ${name}`)
    assert.sameMembers(await openOf(client, EVERYTHING, calls), expected)
  })

  test('is every form, for whoever may only look', async ({ client, assert }) => {
    const forms = memberCalls().filter(({ method }) => method !== 'GET')
    const open = await openOf(client, { ...EVERYTHING, mayChange: false }, forms)
    assert.sameMembers(open, ['POST session_time.store', 'PUT theme.update'])
  })

  test('is in one scope what only another names', async ({ client, assert }) => {
    const gets = memberCalls().filter(
      ({ method, name }) => method === 'GET' && routesOf(EVERYTHING).has(name)
    )
    for (const scope of SCOPE_NAMES) {
      const opening = { scopes: [scope], mayChange: false }
      const named = routesOf(opening)
      const expected = gets.filter(({ name }) => named.has(name)).map(({ name }) => `GET ${name}`)
      assert.sameMembers(await openOf(client, opening, gets), expected, scope)
    }
  })

  test('is never named by a scope: what asks for a proof, what reveals, what gives access', ({
    assert,
  }) => {
    const calls = memberCalls()
    const areas: Area[] = Object.values(AREAS)
    const [view, change] = [
      areas.flatMap((area) => area.view),
      areas.flatMap((area) => area.change),
    ]
    const isCalled = (name: string, isLook: boolean) =>
      calls.some((call) => call.name === name && (call.method === 'GET') === isLook)
    for (const name of view) assert.isTrue(isCalled(name, true), name)
    for (const name of change) assert.isTrue(isCalled(name, false), name)
    const lookers = calls.filter(({ name, method }) => view.includes(name) && method !== 'GET')
    assert.isEmpty(lookers, 'what is called a view changes something')

    const named = new Set([...view, ...change, ...ALWAYS])
    const dangerous = calls.filter(
      ({ name, guards }) =>
        guards.includes('fresh') ||
        /^(clients|soap|keys|consents|strict-mode|support-access|identity|security|profile)\./.test(
          name
        ) ||
        /member|invitation|role|audit|export|report|sessions|activation|gateway|time_off/.test(name)
    )
    assert.isAbove(dangerous.length, 100)
    assert.isEmpty(dangerous.filter(({ name }) => named.has(name)).map(({ name }) => name))
  })

  test('is said in a sentence, and is no member’s page', async ({ client, assert }) => {
    const { ida } = await openClinic()
    const { helper } = await aHelper(client, ida)
    const refused = await helper.get('/clients')
    refused.assertStatus(403)
    assert.include(refused.text(), 'This was not opened to you')
    const fresh = await helper.get('/settings/roles')
    fresh.assertStatus(403)
    const home = await helper.get('/')
    home.assertHeader('location', '/support-access')
    const start = await helper.get('/support-access')
    assert.include(start.text(), 'You are helping')
    for (const path of [
      '/clients',
      '/profile',
      '/security',
      '/settings/mail',
      '/settings/tags',
      '/settings/members',
      '/settings/audit',
    ])
      assert.notInclude(start.text(), `href="${path}"`)
    assert.include(start.text(), 'href="/settings/services"')
  })
})

test.group('What a helper sees of clients', () => {
  test('is nothing, in no byte of any page that is open', async (context) => {
    const { client, assert } = context
    itIs(`${TUESDAY}T05:00Z`, context)
    const all = await busyClinic(client)
    const { helper } = await aHelper(client, all.ida, { scopes: [...SCOPE_NAMES], mayChange: true })
    const known = await someIds(all.nordlys)
    const ids = [SOME_ID, ...known.values()]
    const named = routesOf(EVERYTHING)
    const calls = memberCalls().filter(({ name }) => named.has(name))
    const [leaks, shown]: Set<string>[] = [new Set(), new Set()]
    const look = async (name: string, asked: ReturnType<Visitor['get']>) => {
      const answer = await asked
      if (answer.status() === 200) shown.add(name)
      if (GIVEAWAYS.test(`${JSON.stringify(answer.headers())} ${answer.text()}`)) leaks.add(name)
    }
    for (const call of calls) {
      const about = /[:*]/.test(call.pattern) ? ids : ['']
      for (const id of about) await look(call.name, send(helper, call, id))
    }
    const week = `/calendar/appointments?from=${TUESDAY}&until=2027-06-16`
    await look('week', helper.get(week))
    for (const view of ['agenda', 'week', 'day'])
      await look('calendar.show', helper.get(`/calendar?view=${view}&date=${TUESDAY}`))
    for (const show of ['all', 'failed', 'waiting', 'sent'])
      await look('settings.outbox.index', helper.get(`/settings/outbox?show=${show}`))

    assert.deepEqual([...leaks], [])
    assert.includeMembers(
      [...shown],
      [
        'week',
        'calendar.show',
        'settings.outbox.index',
        'settings.services.edit',
        'booking.setup.show',
        'reminders.rules.index',
      ]
    )
    const owner = await client.get(week).as(all.ida)
    assert.match(owner.text(), GIVEAWAYS, 'the same is there for members')
  })
})
