import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { Sessions } from '#clinics/sessions'
import { reloadClinicState } from '#clinics/state'
import { ask } from '#plugins/precautions'
import { aClient, textOf } from '#tests/clients'
import { letPass } from '#tests/clock'
import { at, countQueries, PASSWORD, people, type Person } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'
import { COOKIE, Visitor } from '#tests/visitor'
import { clinicRules, type Rules } from '../../settings.js'

const MINUTE = 60_000
const CLARA = 'Clara Østergaard'

/** Nordlys with the plugin on, these rules, and a client. */
async function scene(rules: Partial<Rules> = {}) {
  const all = await people()
  await switchOn(all.nordlys, 'calendar-mask')
  const clara = await at(all.nordlys, async () => {
    await clinicRules.write({ ...clinicRules.read(), ...rules })
    return aClient()
  })
  return { ...all, clara }
}

/** Signe at a browser whose names are hidden. */
async function masked(client: ApiClient, signe: Person) {
  const visitor = Visitor.as(client, signe)
  await visitor.post('/calendar-mask/mask')
  return visitor
}

async function showsClara(visitor: Visitor) {
  const list = await visitor.get('/clients')
  return list.text().includes(CLARA)
}

test.group('Calendar mask: the eye', () => {
  test('one click hides every name, another shows them again', async ({ client, assert }) => {
    const { signe } = await scene()
    const visitor = Visitor.as(client, signe)
    const before = await visitor.get('/clients')
    assert.include(before.text(), CLARA)
    assert.include(before.text(), 'Hide names')

    const hidden = await visitor.post('/calendar-mask/mask')
    assert.equal(hidden.status(), 303)
    const after = await visitor.get('/clients')
    assert.notMatch(after.text(), /Clara|Østergaard|clara@example|20 12 34 56/)
    assert.include(after.text(), '•••')
    assert.include(after.text(), 'Show names')

    await visitor.delete('/calendar-mask/mask')
    assert.isTrue(await showsClara(visitor))
  })

  test('and the order tells nothing: without names clients stand as they came', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, clara } = await scene()
    const anna = await at(nordlys, () => aClient({ firstName: 'Anna', birthDate: '1950-01-01' }))
    const order = async (visitor: Visitor, sort: string) => {
      const page = await visitor.get(`/clients?sort=${sort}`)
      return [...page.text().matchAll(/href="\/clients\/([\w-]{36})"/g)].map(([, id]) => id)
    }
    const visitor = Visitor.as(client, signe)
    const open = await order(visitor, 'first_name')
    assert.equal(open[0], anna.id)
    await visitor.post('/calendar-mask/mask')
    for (const sort of ['first_name', '-last_name', 'birth_date', '-birth_date']) {
      const [first] = await order(visitor, sort)
      assert.equal(first, clara.id, sort)
    }
  })

  test('leads back to the page that it was clicked on, and to no other site', async ({
    client,
    assert,
  }) => {
    const { signe } = await scene()
    const from = (referer: string) =>
      client.post('/calendar-mask/mask').header('referer', referer).as(signe)

    const own = await from(`http://${signe.host}/clients?status=all`)
    assert.equal(own.header('location'), '/clients?status=all')
    const other = await from('https://elsewhere.test//evil.test')
    assert.equal(other.header('location'), '/')
  })

  test('stands on the calendar and on every page, with its key', async ({ client, assert }) => {
    const { signe } = await scene()
    const [home, calendar] = [
      await textOf(client.get('/').as(signe)),
      await textOf(client.get('/calendar').as(signe)),
    ]
    const eyes = (html: string) => html.match(/data-controller="calendar-mask"/g)?.length
    assert.equal(eyes(home), 2, 'in the bar of a phone and in the sidebar')
    assert.equal(eyes(calendar), 3)
    assert.include(calendar, 'aria-keyshortcuts="Alt+Shift+H"')
  })

  test('is about one browser: not another device, not a colleague', async ({ client, assert }) => {
    const { signe, jonas } = await scene()
    const front = await masked(client, signe)

    assert.isFalse(await showsClara(front))
    const otherTab = new Visitor(client, signe.host, front.cookie)
    assert.isFalse(await showsClara(otherTab))
    assert.isTrue(await showsClara(Visitor.as(client, signe)), 'at home')
    assert.isTrue(await showsClara(Visitor.as(client, jonas)))
  })

  test('outlives a slow request that writes the session back as it was', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await scene()
    const visitor = Visitor.as(client, signe)
    const [before] = Sessions.instance.ofMember(nordlys.id, signe.member.id)
    await visitor.post('/calendar-mask/mask')
    Sessions.instance.update(before)

    assert.isFalse(await showsClara(visitor))
  })

  test('outlives a new session id of the same member', async ({ client, assert }) => {
    const { signe } = await scene()
    const visitor = await masked(client, signe)
    const cookie = visitor.cookie
    const form = { current: PASSWORD, password: `${PASSWORD} anew` }
    const changed = await visitor.put('/security/password', form)
    assert.equal(changed.status(), 303)

    assert.notEqual(visitor.cookie, cookie)
    assert.isFalse(await showsClara(visitor))
  })

  test('is nothing where the plugin is off', async ({ client, assert }) => {
    const { nordlys, signe } = await scene({ screen: 'code' })
    const visitor = await masked(client, signe)
    assert.isFalse(await showsClara(visitor))
    await switchOff(nordlys, 'calendar-mask')

    assert.isTrue(await showsClara(visitor))
  })

  test('costs no query', async ({ client, assert }) => {
    const { nordlys, signe } = await scene()
    const visitor = Visitor.as(client, signe)
    const queries = async () => {
      await visitor.get('/clients')
      await at(nordlys, reloadClinicState)
      return countQueries(() => visitor.get('/clients'))
    }
    const on = await queries()
    await visitor.post('/calendar-mask/mask')
    assert.isAtMost(await queries(), on, 'tags are hidden, so they are not even asked for')
    await switchOff(nordlys, 'calendar-mask')
    assert.equal(await queries(), on)
  })

  test('the client is deleted by number while the name is hidden', async ({ client, assert }) => {
    const { ida, clara } = await scene()
    const visitor = await masked(client, ida)
    const page = await visitor.get(`/clients/${clara.id}/deletion`)
    assert.include(page.text(), 'Type “#1” to confirm')

    const wrong = await visitor.post(`/clients/${clara.id}/deletion`, { confirmation: '•••' })
    assert.equal(wrong.status(), 422)
    const right = await visitor.post(`/clients/${clara.id}/deletion`, { confirmation: '#1' })
    assert.equal(right.status(), 303)
  })
})

test.group('Calendar mask: by itself', () => {
  test('after idle minutes, for whatever asks first, until somebody wants to see names', async (context) => {
    const { client, assert } = context
    const { signe } = await scene({ idleMinutes: 5 })
    const visitor = Visitor.as(client, signe)
    assert.isTrue(await showsClara(visitor))
    letPass(8 * MINUTE, context)
    // A sign of life comes before any page with names.
    await visitor.post('/session-time')
    assert.isFalse(await showsClara(visitor))
    assert.isFalse(await showsClara(visitor), 'and stays')
    await visitor.delete('/calendar-mask/mask')
    assert.isTrue(await showsClara(visitor))
  })

  test('not while somebody does something', async (context) => {
    const { client, assert } = context
    const { signe } = await scene({ idleMinutes: 5 })
    const visitor = Visitor.as(client, signe)
    for (let times = 0; times < 4; times++) {
      assert.isTrue(await showsClara(visitor))
      letPass(4 * MINUTE, context)
    }
  })

  test('a page that asks by itself is told no names when nobody is there', async (context) => {
    const { client, assert } = context
    const { signe } = await scene({ idleMinutes: 5 })
    const visitor = Visitor.as(client, signe)
    letPass(8 * MINUTE, context)
    const polled = await client
      .get('/clients')
      .header('sec-fetch-dest', 'empty')
      .cookie(COOKIE, visitor.cookie!)
      .at(signe.host)
    assert.notInclude(polled.text(), CLARA)
  })

  test('from the sign-in on, if the clinic wants it', async ({ client, assert }) => {
    const { signe } = await scene({ fromStart: true })
    const visitor = Visitor.as(client, signe)
    assert.isFalse(await showsClara(visitor))
    await visitor.delete('/calendar-mask/mask')
    assert.isTrue(await showsClara(visitor))
  })

  test('for a member whose session is not at hand, but only on a screen', async ({ assert }) => {
    const { nordlys, signe } = await scene()
    const answers = await at(nordlys, async () =>
      (['screen', 'print', 'feed', 'mail'] as const).map((surface) =>
        ask('nameDisplay', { surface, member: signe.member })
      )
    )
    assert.deepEqual(answers, ['hidden', 'hidden', 'initials', 'full'])
  })
})
