import { test } from '@japa/runner'
import { clinicClient } from '#clinics/database'
import Service from '#models/service'
import { auditEvents } from '#tests/audit'
import { aService } from '#tests/calendar'
import { mailsOf } from '#tests/mails'
import { at, countQueries } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { rulesOn } from '../../../strict-mode/tests/setting.js'
import { aHelper, openClinic } from '../setting.js'

const SERVICE = {
  minutes: '30',
  bufferBefore: '0',
  bufferAfter: '0',
  price: '500',
  vatRate: '0',
  colour: 'teal',
  capacity: '1',
}

/** The text of a page, without its markup. */
function words(html: string) {
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

test.group('What everybody sees of help', () => {
  test('is a line above every page of every member, and of the helper, until it ends', async ({
    client,
    assert,
  }) => {
    const { ida, jonas, signe } = await openClinic()
    const before = await client.get('/clients').as(jonas)
    assert.notInclude(before.text(), 'help-banner')
    const { helper, grant } = await aHelper(client, ida)
    for (const [who, path] of [
      [jonas, '/clients'],
      [signe, '/'],
      [ida, '/settings/clinic'],
    ] as const) {
      const page = await client.get(path).as(who)
      assert.include(
        words(page.text()),
        'Nina, Fjord IT helps here from outside. To look only, with names hidden.'
      )
      assert.equal(page.text().includes(`/support-access/grants/${grant.id}/ending`), who === ida)
    }
    const own = await helper.get('/settings/clinic')
    assert.include(words(own.text()), 'You help Nordlys Fysioterapi from outside.')
    await client.post(`/support-access/grants/${grant.id}/ending`).as(ida)
    const after = await client.get('/clients').as(jonas)
    assert.notInclude(after.text(), 'help-banner')
  })

  test('costs no page a query more while nobody helps', async ({ client, assert }) => {
    const { ida } = await openClinic()
    const look = () => client.get('/settings/services').as(ida)
    await look()
    const queries = await countQueries(look)
    assert.equal(await countQueries(look), queries)
    await aHelper(client, ida)
    await look()
    assert.equal(await countQueries(look), queries, 'what was found is kept')
  })

  test('is each step as it is made, and a report in words afterwards, mailed to the owners and kept', async ({
    client,
    assert,
  }) => {
    const { ida, mads, signe, nordlys } = await openClinic()
    const service = await at(nordlys, () => aService({ name: 'First visit' }, signe))
    const { helper, grant } = await aHelper(client, ida, { mayChange: true })
    await helper.get('/settings/services')
    await helper.get('/clients')
    const changed = await helper.put(`/settings/services/${service.id}`, {
      ...SERVICE,
      'name': 'First look',
      'memberIds[]': signe.member.id,
    })
    changed.assertStatus(303)
    const stored = await at(nordlys, () => Service.findOrFail(service.id))
    assert.equal(stored.name, 'First look')

    const page = `/support-access/grants/${grant.id}`
    const live = await client.get(page).as(mads)
    assert.include(words(live.text()), 'Looks at: Services')
    assert.include(words(live.text()), 'Asked for /clients, which is not open')
    await client.post(`${page}/ending`).as(mads)
    const kept = await client.get(page).as(ida)
    const report = words(kept.text())
    assert.include(report, 'Mads Holm ended it')
    assert.match(report, /What the helper saw Services once, first at \d\d:\d\d:\d\d/)
    assert.include(report, 'The helper changed a service')
    assert.include(report, 'First look')
    assert.match(
      report,
      /did not get These pages were not open\. Nothing of them was shown\. \/clients once/
    )
    const list = await client.get('/support-access/grants').as(ida)
    assert.include(words(list.text()), 'Nina, Fjord IT Over')

    const mails = await mailsOf(nordlys)
    assert.deepEqual(
      mails.map(({ recipient, subject }) => [recipient, subject!.split(':')[0]]),
      [
        ['ida@nordlys.test', 'Somebody helps from outside'],
        ['ida@nordlys.test', 'The report of the help is ready'],
      ]
    )
  })

  test('says in the audit log who it was, and names no member', async ({ client, assert }) => {
    const { ida, signe, nordlys } = await openClinic()
    const service = await at(nordlys, () => aService({}, signe))
    const { helper, grant } = await aHelper(client, ida, { mayChange: true })
    await helper.post(`/settings/services/${service.id}/archival`)
    const events = await auditEvents(nordlys)
    const archived = events.find(({ action }) => action === 'service.archived')
    assert.deepInclude(archived, {
      member_id: null,
      member_name: 'Nina, Fjord IT',
      address: '127.0.0.1',
    })
    assert.equal(archived.details.helper, grant.id)
    const log = await client.get('/settings/audit').as(ida)
    assert.include(words(log.text()), 'Nina, Fjord IT, helper from outside archived')
    const names = await at(nordlys, () => clinicClient().from('members').select('name'))
    assert.notInclude(JSON.stringify(names), 'Nina')
    const members = await client.get('/settings/members').as(ida)
    assert.notInclude(words(members.text()).replace(/Nina, Fjord IT helps here/, ''), 'Nina')
  })
})

test.group('Help in strict mode', () => {
  test('obeys its precautions, and is not asked for what no helper has', async ({
    client,
    assert,
  }) => {
    const { ida, nordlys } = await openClinic()
    await switchOn(nordlys, 'strict-mode')
    await rulesOn(nordlys, { second_factor: { graceDays: 0 }, automatic_sign_out: { minutes: 2 } })
    const { helper } = await aHelper(client, ida, { minutes: 240, mayChange: true })
    const page = await helper.get('/settings/services')
    page.assertStatus(200)
    const left = await helper.get('/session-time')
    assert.isAtMost(left.body().seconds, 150)
    for (const path of ['/strict-mode', '/strict-mode/everything', '/strict-mode/rules/names']) {
      const closed = await helper.get(path)
      closed.assertStatus(403)
    }
    const off = await helper.delete('/settings/plugins/strict-mode/activation')
    off.assertStatus(403)
  })
})
