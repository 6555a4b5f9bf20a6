import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import Client from '#models/client'
import { NAME_DISPLAYS } from '#plugins/precautions'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { aClient, textOf } from '#tests/clients'
import { openFeed } from '#tests/feeds'
import { at, NORDLYS, people } from '#tests/people'
import { deleteDataOf, switchOff, switchOn } from '#tests/plugins'
import { clinicRules, type Rules, wishesOf } from '../../settings.js'

async function scene(rules: Partial<Rules> = {}) {
  const all = await people()
  await switchOn(all.nordlys, 'calendar-mask')
  await at(all.nordlys, async () => {
    await clinicRules.write({ ...clinicRules.read(), ...rules })
    await aClient()
  })
  return all
}

const STRICTEST = {
  ...{ screen: 'code', feed: 'hidden', print: 'code', mail: 'first' },
  ...{ masked: 'hidden', idleMinutes: '10', whenLeft: '1' },
}

test.group('Calendar mask: rules', () => {
  test('the clinic says how much is shown on the screen', async ({ client, assert }) => {
    const { ida, signe } = await scene()
    const path = '/settings/plugins/calendar-mask/settings'
    const page = await textOf(client.get(path).as(ida))
    assert.include(page, 'Hide names when nobody has done anything')

    const saved = await client
      .put(path)
      .form({ ...STRICTEST, screen: 'initials' })
      .as(ida)
    saved.assertStatus(303)
    const list = await textOf(client.get('/clients').as(signe))
    assert.include(list, 'C. Ø.')
    assert.notMatch(list, /Clara|Østergaard|clara@example/)
  })

  test('and is told what makes no sense', async ({ client, assert }) => {
    const { ida, nordlys } = await scene()
    const refused = await client
      .put('/settings/plugins/calendar-mask/settings')
      .form({ ...STRICTEST, idleMinutes: '7' })
      .as(ida)
    refused.assertStatus(422)
    assert.equal(await at(nordlys, async () => clinicRules.read().idleMinutes), 0)
  })

  test('a member is stricter, for themselves alone', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await scene()
    const saved = await client.put('/calendar-mask/rules').form(STRICTEST).as(signe)
    saved.assertStatus(303)

    assert.include(await textOf(client.get('/clients').as(signe)), '#1')
    assert.include(await textOf(client.get('/clients').as(jonas)), 'Clara Østergaard')
    const wishes = await at(nordlys, async () => wishesOf(signe.member).read())
    assert.deepEqual(wishes, {
      ...{ screen: 'code', feed: 'hidden', print: 'code' },
      ...{ masked: 'hidden', idleMinutes: 10, whenLeft: true, fromStart: false },
    })
    const event = await at(nordlys, () => AuditEvent.query().orderBy('seq', 'desc').firstOrFail())
    assert.equal(event.action, 'calendar-mask.wishes_changed')
    assert.equal(event.subjectId, signe.member.id)
  })

  test('and never milder than the clinic', async ({ client, assert }) => {
    const { signe } = await scene({ screen: 'initials', idleMinutes: 5, whenLeft: true })
    const page = await textOf(client.get('/calendar-mask/rules').as(signe))
    assert.include(page, 'Initials (clinic)')
    const [, screen] = /<select[^>]*name="screen"[^>]*>(.*?)<\/select>/s.exec(page)!
    assert.notInclude(screen, 'value="first"')
    assert.include(screen, 'value="code"')
    assert.include(page, 'The clinic has decided this.')

    const milder = { ...STRICTEST, screen: 'full', idleMinutes: '60' }
    await client.put('/calendar-mask/rules').form(milder).as(signe)
    const list = await textOf(client.get('/clients').as(signe))
    assert.include(list, 'C. Ø.')
    assert.include(list, 'data-calendar-mask-idle-minutes-value="5"')
    assert.include(list, 'data-calendar-mask-when-left-value="true"')
  })

  test('a wish that is taken back follows the clinic again', async ({ client, assert }) => {
    const { signe } = await scene()
    await client.put('/calendar-mask/rules').form(STRICTEST).as(signe)
    await client.put('/calendar-mask/rules').form({ screen: '', idleMinutes: '' }).as(signe)
    assert.include(await textOf(client.get('/clients').as(signe)), 'Clara Østergaard')
  })

  test('what a member typed comes back with what is wrong', async ({ client, assert }) => {
    const { signe } = await scene()
    const refused = await client
      .put('/calendar-mask/rules')
      .form({ ...STRICTEST, masked: 'full' })
      .as(signe)
    refused.assertStatus(422)
    assert.include(refused.text(), '<option value="code" selected')
  })

  test('all rules go with the data of the plugin', async ({ client, assert }) => {
    const { nordlys, signe } = await scene()
    await client.put('/calendar-mask/rules').form(STRICTEST).as(signe)
    const rows = () =>
      at(nordlys, () => clinicClient().from('settings').where('id', 'like', 'calendar-mask%'))
    assert.lengthOf(await rows(), 2)
    await switchOff(nordlys, 'calendar-mask')
    await deleteDataOf(nordlys, 'calendar-mask')
    assert.lengthOf(await rows(), 0)
  })
})

test.group('Calendar mask: how much of a name is shown', () => {
  const levels = {
    full: 'Clara Østergaard',
    first: 'Clara',
    initials: 'C. Ø.',
    code: '#1',
    hidden: '•••',
  } as const
  /** Where each surface is seen; what stands on the others says nothing about it. */
  const surfaces = ['screen', 'print', 'feed'] as const
  const cases = surfaces.flatMap((surface) =>
    NAME_DISPLAYS.map((level) => [surface, level] as const)
  )

  test('{0}: {1}, by the clinic and by a member alike')
    .with(cases)
    .run(async ({ client, assert }, [surface, level]) => {
      const { nordlys, signe } = await scene({ feed: 'full' })
      const feed = await openFeed(signe)
      await at(nordlys, async () => book(planOf(signe, '10:00'), await Client.firstOrFail()))
      const path = { screen: '/clients', print: `/calendar/days/${TUESDAY}`, feed }[surface]
      const seen = async () => {
        const request = client.get(path)
        const response = await (surface === 'feed' ? request.at(NORDLYS) : request.as(signe))
        return response.text()
      }
      const other = { first: 'Østergaard', full: '•••' }[level as string] ?? /Clara|Østergaard/
      const shows = (text: string) => {
        assert.include(text, levels[level])
        if (typeof other === 'string') assert.notInclude(text, other)
        else assert.notMatch(text, other)
      }

      await at(nordlys, () => clinicRules.write({ ...clinicRules.read(), [surface]: level }))
      shows(await seen())
      await at(nordlys, async () => {
        await clinicRules.write({ ...clinicRules.read(), [surface]: 'full' })
        const wishes = { whenLeft: false, fromStart: false, [surface]: level }
        await wishesOf(signe.member).write(wishes)
      })
      shows(await seen())
    })

  test('no title names anybody, whatever is chosen, and the page says so', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await scene({ screen: 'full' })
    const { id } = await at(nordlys, () => Client.firstOrFail())
    for (const path of [`/clients/${id}`, '/clients', `/appointments/new?client=${id}`]) {
      const page = await client.get(path).as(signe)
      const [, title] = /<title>(.*?)<\/title>/s.exec(page.text())!
      assert.notMatch(title, /Clara|Østergaard/)
    }
    const rules = await textOf(client.get('/calendar-mask/rules').as(signe))
    assert.include(rules, 'The titles of windows never name a client')
  })
})
