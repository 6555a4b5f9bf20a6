import { existsSync } from 'node:fs'
import { test } from '@japa/runner'
import { clinicClient, clinicDatabaseFile } from '#clinics/database'
import { ask } from '#plugins/precautions'
import { eraseFromPlugins, exportFromPlugins, mergeInPlugins } from '#plugins/personal_data'
import { clientBadges, clientTabs } from '#plugins/slot_rendering'
import { switchedOn } from '#plugins/switched_on'
import Client from '#models/client'
import { visit } from '#schedule/visit'
import { upgradePlugins } from '#plugins/switch'
import { at, NORDLYS, people } from '#tests/people'
import { switchOff, switchOn } from '#tests/plugins'

const NEW_CLIENT = { firstName: 'Aksel', lastName: 'Strand' } as never

test.group('Plugin host', () => {
  test('pages exist where the plugin is on, for those who hold the permission', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe, jonas, freja } = await people()
    await switchOn(nordlys, 'guestbook')

    const page = await client.get('/guestbook').as(signe)
    page.assertStatus(200)
    assert.include(page.text(), 'The first page')
    const refused = await client.post('/guestbook').form({ text: 'Hello' }).as(jonas)
    const elsewhere = await client.get('/guestbook').as(freja)
    const stranger = await client.get('/guestbook').at(NORDLYS)
    const open = await client.get('/guestbook/welcome').at(NORDLYS)
    const portal = await client.get('/guestbook/mine').as(ida)
    assert.deepEqual(
      [refused, elsewhere, stranger, open, portal].map((response) => response.status()),
      [403, 404, 302, 200, 404]
    )

    await switchOff(nordlys, 'guestbook')
    const gone = await client.get('/guestbook').as(signe)
    const closed = await client.get('/guestbook/welcome').at(NORDLYS)
    assert.deepEqual([gone.status(), closed.status()], [404, 404])
  })

  test('its entry in the navigation and its card come and go with the switch', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const before = await client.get('/').as(ida)
    await switchOn(nordlys, 'guestbook')
    const after = await client.get('/').as(ida)

    assert.notInclude(before.text(), 'uestbook')
    assert.include(after.text(), 'href="/guestbook"')
    assert.include(after.text(), 'The guestbook lies open.')
  })

  test('a plugin that fails costs its own card, and no page of the core', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook', 'crumbling')
    const home = await client.get('/').as(ida)

    home.assertStatus(200)
    assert.include(home.text(), 'The guestbook lies open.')
    assert.equal(home.text().split('Crumbling could not be shown.').length, 3)

    await switchOff(nordlys, 'crumbling')
    const healed = await client.get('/').as(ida)
    assert.notInclude(healed.text(), 'could not be shown')
  })

  test('a plugin that fails everywhere leaves the pages of clients, and the schedule, at work', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'crumbling', 'guestbook')
    const by = { member: ida.member, address: null }
    const { id } = await at(nordlys, () => Client.register(NEW_CLIENT, { by }))

    for (const [path, ...words] of [
      ['/clients', 'Crumbling could not be shown.', 'In the guestbook'],
      ['/clients?filter=crumbling', 'href="/clients/'],
      ['/clients?filter=guestbook', 'In the guestbook'],
      [`/clients/${id}`, 'Crumbling could not be shown.', 'Ask for a line in the guestbook.'],
      [`/clients/${id}?tab=crumbling`, 'Crumbling could not be shown.'],
      [`/clients/${id}?tab=guestbook`, 'Welcome!'],
    ]) {
      const page = await client.get(path).as(ida)
      assert.equal(page.status(), 200, path)
      for (const word of words) assert.include(page.text(), word, path)
    }

    await visit(nordlys)
    const runs = await at(nordlys, async () => clinicClient().from('schedule_runs'))
    assert.deepEqual(
      runs
        .filter((run) => /crumbling|guestbook/.test(run.id))
        .map((run) => [run.id, run.last_error]),
      [
        ['crumbling.crumble', 'Error'],
        ['guestbook.greet', null],
      ]
    )
  })

  test('listeners hear what happened after it is on disk; one that fails keeps it from nobody', async ({
    assert,
  }) => {
    const { nordlys, sydhavn, ida } = await people()
    await switchOn(nordlys, 'crumbling', 'guestbook')
    const by = { member: ida.member, address: null }

    const created = await at(nordlys, () => Client.register(NEW_CLIENT, { by }))
    const entries = await at(nordlys, async () =>
      clinicClient().from('guestbook_entries').where('client_id', created.id)
    )
    assert.deepEqual(
      entries.map(({ text }) => text),
      ['Welcome!']
    )

    await switchOff(nordlys, 'guestbook')
    await at(nordlys, () => Client.register(NEW_CLIENT, { by }))
    await at(sydhavn, () => Client.register(NEW_CLIENT, { by }))
    const rows = await at(nordlys, async () => clinicClient().from('guestbook_entries'))
    assert.lengthOf(rows, 2)
  })

  test('of all answers the strictest wins, and one that fails is the strictest', async ({
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const { member } = ida
    const answers = () =>
      at(nordlys, async () => ({
        feed: ask('nameDisplay', { surface: 'feed', member }),
        screen: ask('nameDisplay', { surface: 'screen', member }),
        idle: ask('idleMinutes', { member }),
        wording: ask('notificationWording'),
        second: ask('secondFactorDemanded', { member }),
        booking: ask('bookingRefusals', { client: null }),
      }))
    const mildest = {
      feed: 'full',
      screen: 'full',
      idle: Number.POSITIVE_INFINITY,
      wording: 'full',
      second: false,
      booking: [],
    }
    assert.deepEqual(await answers(), mildest as never)

    await switchOn(nordlys, 'guestbook')
    assert.deepEqual(await answers(), { ...mildest, feed: 'initials', idle: 120 } as never)

    await switchOn(nordlys, 'crumbling')
    assert.deepEqual(await answers(), {
      feed: 'hidden',
      screen: 'hidden',
      idle: 15,
      wording: 'neutral',
      second: true,
      booking: ['plugins.booking_could_not_be_checked'],
    })

    await switchOff(nordlys, 'guestbook', 'crumbling')
    assert.deepEqual(await answers(), mildest as never)
  })

  test('tabs and badges are there for those who may see them', async ({ assert }) => {
    const { nordlys, ida, signe } = await people()
    await switchOn(nordlys, 'guestbook', 'crumbling')
    const by = { member: ida.member, address: null }
    const { id } = await at(nordlys, () => Client.register(NEW_CLIENT, { by }))

    const tabs = await at(nordlys, async () => clientTabs(signe.member))
    const badges = await at(nordlys, () => clientBadges([id], signe.member))
    assert.deepEqual(tabs, [
      { key: 'crumbling', label: 'crumbling.tab', plugin: 'crumbling' },
      { key: 'guestbook', label: 'guestbook.tab', plugin: 'guestbook' },
    ])
    assert.deepEqual([...badges], [[id, [{ label: 'In the guestbook', tone: 'neutral' }]]])
  })

  test('what a plugin keeps about a client is handed over, moved and removed, also while it is off', async ({
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'stamps')
    const by = { member: ida.member, address: null }
    const [one, other] = await at(nordlys, async () => [
      await Client.register(NEW_CLIENT, { by }),
      await Client.register(NEW_CLIENT, { by }),
    ])
    await switchOff(nordlys, 'stamps', 'guestbook')

    const parts = () =>
      at(nordlys, async () => [await exportFromPlugins(one), await exportFromPlugins(other)])
    assert.deepEqual(await parts(), [
      { guestbook: { entries: ['Welcome!'] } },
      { guestbook: { entries: ['Welcome!'] } },
    ])
    await at(nordlys, () => mergeInPlugins(one, other))
    assert.deepEqual(await parts(), [{}, { guestbook: { entries: ['Welcome!', 'Welcome!'] } }])
    await at(nordlys, () => eraseFromPlugins(other))
    assert.deepEqual(await parts(), [{}, {}])
  })

  test('a plugin that is on without its migrations is held back and still guards; the next start heals it', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, () =>
      clinicClient()
        .insertQuery()
        .table('plugin_activations')
        .insert({ plugin_id: 'guestbook', created_at: '2026-01-01' })
    )
    await at(nordlys, reload)

    const asked = { surface: 'screen', member: ida.member } as const
    const before = await client.get('/guestbook').as(ida)
    assert.equal(before.status(), 404)
    assert.equal(await at(nordlys, async () => ask('nameDisplay', asked)), 'hidden')

    await at(nordlys, upgradePlugins)
    const after = await client.get('/guestbook').as(ida)
    assert.equal(after.status(), 200)
    assert.equal(await at(nordlys, async () => ask('nameDisplay', asked)), 'full')
  })

  test('a plugin whose new migration fails at the start is held back, and the clinic opens without it', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    await switchOn(nordlys, 'guestbook')
    await at(nordlys, () =>
      clinicClient()
        .insertQuery()
        .table('plugin_activations')
        .insert({ plugin_id: 'toppling', created_at: '2026-01-01' })
    )
    await at(nordlys, upgradePlugins)

    const home = await client.get('/').as(ida)
    assert.include(home.text(), 'The guestbook lies open.')
    const page = await client.get('/settings/plugins/toppling').as(ida)
    assert.include(page.text(), 'Its part of the database could not be brought up to date')
    assert.isFalse(existsSync(`${clinicDatabaseFile(nordlys.id)}.before-upgrade`))
  })

  test('a plugin that is on and whose code is gone is skipped', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    await at(nordlys, () =>
      clinicClient()
        .insertQuery()
        .table('plugin_activations')
        .insert({ plugin_id: 'vanished', created_at: '2026-01-01' })
    )
    await at(nordlys, upgradePlugins)

    const home = await client.get('/').as(ida)
    home.assertStatus(200)
    assert.lengthOf(await at(nordlys, async () => switchedOn().plugins), 0)
  })
})

async function reload() {
  const { reloadClinicState } = await import('#clinics/state')
  await reloadClinicState()
}
