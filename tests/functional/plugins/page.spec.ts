import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import { reloadClinicState } from '#clinics/state'
import { switchedOn } from '#plugins/switched_on'
import type Clinic from '#models/clinic'
import { at, countQueries, NORDLYS, people, signIn } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'

const PAGE = '/settings/plugins'

function on(clinic: Clinic) {
  return at(clinic, async () => switchedOn().plugins.map(({ id }) => id))
}

test.group('Plugins page', () => {
  test('is for those who may switch plugins', async ({ client, assert }) => {
    const { mads, signe } = await people()
    const administrator = await client.get(PAGE).as(mads)
    const practitioner = await client.get(PAGE).as(signe)
    const practitionerSwitches = await client.post(`${PAGE}/guestbook/activation`).as(signe)
    const stranger = await client.get(PAGE).at(NORDLYS)

    assert.deepEqual(
      [administrator, practitioner, practitionerSwitches, stranger].map((page) => page.status()),
      [200, 403, 403, 302]
    )
  })

  test('finds plugins by words and by shelf, in the language of the member', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    const search = async (query: Record<string, string>) => {
      const page = await client.get(PAGE).qs(query).as(ida)
      return ['Crumbling', 'Guestbook', 'Stamps', 'Gæstebog'].filter((name) =>
        page
          .text()
          .includes(`class="item-title" href="/settings/plugins/${idOf(name)}">${name}</a>`)
      )
    }

    assert.deepEqual(await search({ q: 'GUEST line' }), ['Guestbook', 'Stamps'])
    assert.deepEqual(await search({ shelf: 'on' }), ['Guestbook'])
    assert.deepEqual(await search({ shelf: 'communication', q: 'stamps' }), ['Stamps'])
    assert.deepEqual(await search({ q: 'nothing like that' }), [])
    await at(nordlys, () => ida.member.merge({ locale: 'da' }).save())
    assert.deepEqual(await search({ q: 'gæster' }), ['Gæstebog'])
  })

  test('needs the same queries however many plugins are on', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const queries = () =>
      countQueries(() =>
        client
          .get(PAGE)
          .as(ida)
          .then((page) => page.assertStatus(200))
      )
    await switchOn(nordlys, 'guestbook')
    await queries()
    const one = await queries()
    await switchOn(nordlys, 'stamps', 'crumbling')
    assert.equal(await queries(), one)
  })

  test('switches on and off, and says so', async ({ client, assert }) => {
    const { nordlys, mads } = await people()
    const session = signIn(mads)
    const turnedOn = await client
      .post(`${PAGE}/guestbook/activation`)
      .at(NORDLYS)
      .cookie('fortrolig_session', session)
    turnedOn.assertStatus(303)
    turnedOn.assertHeader('location', `${PAGE}/guestbook`)
    const next = await client
      .get(`${PAGE}/guestbook`)
      .at(NORDLYS)
      .cookie('fortrolig_session', session)
    assert.include(next.text(), 'Guestbook is on.')
    assert.deepEqual(await on(nordlys), ['guestbook'])

    const turnedOff = await client.delete(`${PAGE}/guestbook/activation`).as(mads)
    turnedOff.assertStatus(303)
    assert.deepEqual(await on(nordlys), [])
    const events = await at(nordlys, async () => clinicClient().from('audit_events').orderBy('seq'))
    assert.deepEqual(
      events.map(({ action, member_name: name }) => [action, name]),
      [
        ['plugin.turned_on', 'Mads Holm'],
        ['plugin.turned_off', 'Mads Holm'],
      ]
    )
  })

  test('asks once before it turns on what a plugin needs', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const asked = await client.post(`${PAGE}/stamps/activation`).as(ida)
    asked.assertHeader('location', `${PAGE}/stamps/activation`)
    assert.deepEqual(await on(nordlys), [])

    const question = await client.get(`${PAGE}/stamps/activation`).as(ida)
    assert.include(question.text(), 'It needs this plugin, which is turned on with it:')
    assert.include(question.text(), 'Guests write a line when they leave.')

    await client.post(`${PAGE}/stamps/activation`).form({ confirmed: 1 }).as(ida)
    assert.deepEqual(await on(nordlys), ['guestbook', 'stamps'])

    const page = await client.get(`${PAGE}/guestbook`).as(ida)
    const why = 'Guestbook cannot be turned off, because this needs it: Stamps.'
    assert.include(page.text(), why)
    const refused = await client.delete(`${PAGE}/guestbook/activation`).as(ida)
    refused.assertStatus(422)
    assert.include(refused.text(), why)
    assert.deepEqual(await on(nordlys), ['guestbook', 'stamps'])
  })

  test('says what failed when a plugin could not be turned on', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const failed = await client.post(`${PAGE}/toppling/activation`).form({ confirmed: 1 }).as(ida)

    failed.assertStatus(422)
    assert.include(failed.text(), 'Toppling could not be turned on, and nothing was changed.')
    assert.include(failed.text(), 'toppling_bricks')
    assert.deepEqual(await on(nordlys), [])
  })

  test('tells which personal data a plugin keeps, whom it may call and whom it called', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    await at(nordlys, async () => {
      const table = clinicClient().insertQuery().table('outgoing_calls')
      await table.insert({
        id: '1',
        plugin_id: 'guestbook',
        host: 'greetings.example',
        purpose: 'guestbook.plugin.name',
        fields: '["greeting","name"]',
        outcome: 'answered 201',
        created_at: '2026-03-01T12:30:00.000Z',
      })
    })
    const { text } = await readable(client.get(`${PAGE}/guestbook`).as(ida))
    for (const words of [
      'Lines in the guestbook',
      'So that guests are remembered',
      'Until the client is deleted',
      'as a tab on a client’s page',
      'Read the guestbook · Owner, Practitioner, Receptionist',
      'Mar 1, 2026, 1:30 PM',
      'greeting, name',
      'Answered (201)',
    ])
      assert.include(text, words)
    assert.notInclude(text, 'The covers of the book')
  })

  test('changes the settings of a plugin that is on, and refuses wrong ones beside the field', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const path = `${PAGE}/guestbook/settings`
    const off = await client.get(path).as(ida)
    off.assertStatus(404)
    await switchOn(nordlys, 'guestbook')

    const saved = await client.put(path).form({ greeting: 'Hello there', signed: '1' }).as(ida)
    saved.assertStatus(303)
    const page = await client.get(path).as(ida)
    assert.include(page.text(), 'value="Hello there"')
    assert.match(page.text(), /name="signed"[^>]*checked/)

    await client.put(path).form({ greeting: 'Hello there' }).as(ida)
    const unticked = await client.get(path).as(ida)
    assert.notMatch(unticked.text(), /name="signed"[^>]*checked/)

    const long = 'so long that it does not fit into the box at all'
    const refused = await client.put(path).form({ greeting: long }).as(ida)
    refused.assertStatus(422)
    assert.include(refused.text(), `value="${long}"`)
    assert.match(refused.text(), /field-error[^]*Greeting/)
    const after = await client.get(path).as(ida)
    assert.include(after.text(), 'value="Hello there"')
  })

  test('deletes the data of a plugin that is off, when its name is typed', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    const path = `${PAGE}/guestbook/data`
    const stillOn = await client.delete(path).form({ confirmation: 'Guestbook' }).as(ida)
    stillOn.assertStatus(422)
    await switchOff(nordlys, 'guestbook')

    const wrong = await client.delete(path).form({ confirmation: 'Guest' }).as(ida)
    wrong.assertStatus(422)
    assert.include(wrong.text(), 'Type “Guestbook” to confirm')
    const page = await client.get(`${PAGE}/guestbook`).as(ida)
    assert.include(page.text(), 'Delete its data')

    const right = await client.delete(path).form({ confirmation: ' guestbook ' }).as(ida)
    right.assertStatus(303)
    const after = await client.get(`${PAGE}/guestbook`).as(ida)
    assert.notInclude(after.text(), 'Delete its data')
  })

  test('shows a plugin that is on and not installed, and lets it be turned off', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, async () => {
      const table = clinicClient().insertQuery().table('plugin_activations')
      await table.insert({ plugin_id: 'vanished', created_at: '2026-01-01' })
      await reloadClinicState()
    })
    const before = await client.get(PAGE).as(ida)
    assert.include(before.text(), 'vanished is switched on, but it is not installed any more')

    const turnedOff = await client.delete(`${PAGE}/vanished/activation`).as(ida)
    turnedOff.assertStatus(303)
    const after = await client.get(PAGE).as(ida)
    assert.notInclude(after.text(), 'vanished')
  })

  test('knows no plugin that is not installed', async ({ client, assert }) => {
    const { ida } = await people()
    const pages = await Promise.all(
      ['', '/activation', '/settings', '/progress'].map((path) =>
        client.get(`${PAGE}/nonsense${path}`).as(ida)
      )
    )
    assert.deepEqual(
      pages.map((page) => page.status()),
      [404, 404, 404, 404]
    )
  })
})

function idOf(name: string) {
  return name === 'Gæstebog' ? 'guestbook' : name.toLowerCase()
}

/** The words of a page, as they stand one after another. */
async function readable(request: PromiseLike<{ text(): string }>) {
  const page = await request
  const text = page
    .text()
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u202F]+/g, ' ')
  return { text }
}
