import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import CalendarFeed from '#models/calendar_feed'
import { openFeed } from '#tests/feeds'
import { House, ServerProcess } from '#tests/peers/server'
import { at, NORDLYS, people, SYDHAVN } from '#tests/people'
import { Visitor } from '#tests/visitor'

async function statusAt(client: ApiClient, path: string, host = NORDLYS) {
  const response = await client.get(path).at(host)
  return response.status()
}

test.group('The address of a calendar feed', () => {
  test('is not there for a wrong address, another clinic, or who left or lost the permission', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe } = await people()
    const path = await openFeed(signe)
    const status = (to = path, host = NORDLYS) => statusAt(client, to, host)
    const actor = { member: ida.member, address: null }
    assert.equal(await status(), 200)
    assert.equal(await status(path.replace('.ics', '')), 404)
    assert.equal(await status(path, SYDHAVN), 404)
    assert.equal(await status(`/feeds/${'a'.repeat(43)}.ics`), 404)

    await at(nordlys, () => signe.member.deactivate(actor))
    assert.equal(await status(), 404)
    await at(nordlys, () => signe.member.reactivate(actor))
    assert.equal(await status(), 200)
    await at(nordlys, async () => {
      const { reloadClinicState } = await import('#clinics/state')
      await clinicClient()
        .insertQuery()
        .table('role_permissions')
        .insert({ role: 'practitioner', permission: 'calendar.read', allowed: false })
      await reloadClinicState()
    })
    assert.equal(await status(), 404)
  })

  test('guessing is slowed down, and who has the right address does not notice', async ({
    client,
    assert,
  }) => {
    const { signe } = await people()
    const path = await openFeed(signe)
    const wrong = `/feeds/${'a'.repeat(43)}.ics`
    for (let count = 0; count < 30; count++) assert.equal(await statusAt(client, wrong), 404)
    await statusAt(client, wrong)
    const refused = await client.get(wrong).at(NORDLYS)
    assert.equal(refused.status(), 429)
    assert.isAbove(Number(refused.header('retry-after')), 0)
    assert.equal(await statusAt(client, path), 200)
  })

  test('the address is made on a page, shown once, renewed and ended', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const visitor = Visitor.as(client, signe)
    const make = async (names: string) => {
      await visitor.post('/security/calendar-feed', { names })
      const page = await visitor.get('/security/calendar-feed')
      return /http:\/\/[\w.:]+(\/feeds\/[\w-]{43}\.ics)/.exec(page.text())?.[1]
    }
    const status = (path: string) => statusAt(client, path)

    const first = (await make('initials'))!
    const later = await visitor.get('/security/calendar-feed')
    assert.notInclude(later.text(), '/feeds/')
    assert.include(later.text(), 'It shows: Initials.')
    assert.equal(await status(first), 200)
    const second = (await make('code'))!
    assert.equal(await status(first), 404)
    assert.equal(await status(second), 200)

    await visitor.delete('/security/calendar-feed')
    assert.equal(await status(second), 404)
    const wrong = await visitor.post('/security/calendar-feed', { names: 'loud' })
    assert.equal(wrong.status(), 422)

    await at(nordlys, async () => {
      const events = await AuditEvent.query().where('action', 'like', 'calendar_feed.%')
      assert.deepEqual(
        events.map(({ action }) => action),
        ['calendar_feed.opened', 'calendar_feed.opened', 'calendar_feed.closed']
      )
      assert.isNull(await CalendarFeed.first())
    })
  })

  test('making one asks who it is', async ({ client, assert }) => {
    const { signe } = await people()
    const visitor = Visitor.as(client, signe, { proved_at: 0 })
    const asked = await visitor.post('/security/calendar-feed', { names: 'full' })
    assert.match(asked.header('location')!, /^\/identity/)
  })

  test('the secret lies nowhere: not in the database, the audit log, the server’s log', async ({
    assert,
    cleanup,
  }) => {
    const { nordlys, signe } = await people()
    const path = await openFeed(signe)
    const token = path.slice('/feeds/'.length, -'.ics'.length)
    const house = await House.copy(nordlys)
    cleanup(() => house.remove())
    const server = await ServerProcess.start(house)
    cleanup(async () => void (await server.kill()))
    const found = await server.request(NORDLYS, path)
    // One that fails inside, which the server writes a line about.
    house.sql(nordlys, 'alter table appointments rename to gone')
    await server.request(NORDLYS, path)
    const broken = await server.request(NORDLYS, path)
    assert.equal(await server.stop(), 0)

    assert.equal(found.status, 200)
    assert.equal(broken.status, 500)
    const log = server.output.join('\n')
    assert.include(log, 'no such table: appointments')
    assert.notInclude(log, token)
    for (const table of ['calendar_feeds', 'audit_events', 'outbox_mails'])
      assert.notInclude(JSON.stringify(house.sql(nordlys, `select * from ${table}`)), token)
  })
})
