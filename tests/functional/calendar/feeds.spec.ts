import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import ICAL from 'ical.js'
import { Settings as Clock } from 'luxon'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import CalendarFeed from '#models/calendar_feed'
import Recurrence from '#models/recurrence'
import type { NameDisplay } from '#plugins/precautions'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { House, ServerProcess } from '#tests/peers/server'
import { at, countQueries, NORDLYS, people, type Person, SYDHAVN } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'

const by = { by: SERVER }

/** A member's secret address, as made on the page. */
function open({ clinic, member }: Person, names: NameDisplay = 'full') {
  return at(clinic, async () => `/feeds/${await CalendarFeed.open(member, names, SERVER)}.ics`)
}

/** What a calendar program finds there: it has no cookie, and reads the zones in the file. */
async function read(client: ApiClient, path: string) {
  const response = await client.get(path).at(NORDLYS)
  const calendar = new ICAL.Component(ICAL.parse(response.text()))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

async function summaries(client: ApiClient, path: string) {
  const events = await read(client, path)
  return events.map(({ summary }) => summary)
}

async function statusAt(client: ApiClient, path: string, host = NORDLYS) {
  const response = await client.get(path).at(host)
  return response.status()
}

const statusOf = (event: ICAL.Event) => event.component.getFirstPropertyValue('status')

test.group('Calendar feed', (group) => {
  group.each.teardown(() => {
    Clock.now = () => Date.now()
  })

  test('shows a member’s appointments to a program that has nothing but the address', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads } = await people()
    const path = await open(signe)
    await at(nordlys, async () => {
      const service = await aService()
      const room = await aRoom('Room 2')
      const plan = { serviceId: service.id, roomId: room.id, note: 'Brings a cane' }
      await book(planOf(signe, '13:00', plan), await aClient('Anna', 'Berg'))
      await book(planOf(signe, '15:00', { title: 'Staff meeting' }))
      await book(planOf(mads, '13:00'), await aClient('Carl'))
    })

    const response = await client.get(path).at(NORDLYS)
    const [first, second, ...others] = await read(client, path)
    assert.equal(response.header('content-type'), 'text/calendar; charset=utf-8')
    assert.equal(response.header('cache-control'), 'private, no-cache')
    assert.isUndefined(response.header('set-cookie'))
    assert.equal(first.summary, 'Anna Berg · Physiotherapy')
    assert.equal(first.location, 'Room 2')
    assert.equal(first.startDate.toJSDate().toISOString(), `${TUESDAY}T11:00:00.000Z`)
    assert.equal(first.component.getFirstPropertyValue('class'), 'PRIVATE')
    assert.equal(second.summary, 'Staff meeting')
    assert.isEmpty(others)
    assert.notInclude(response.text(), 'cane')
    assert.notInclude(response.text(), 'Carl')
  })

  test('a series is at the same hour on both sides of a night in which clocks change', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const path = await open(signe)
    await at(nordlys, () =>
      Recurrence.book(
        planOf(signe, '13:00', { wall: '2027-10-19T13:00' }),
        { unit: 'week', every: 1, count: 4 },
        { ...by, onTaken: 'refuse' }
      )
    )
    const events = await read(client, path)
    assert.deepEqual(
      events.map(({ startDate }) => startDate.toJSDate().toISOString()),
      [
        '2027-10-19T11:00:00.000Z',
        '2027-10-26T11:00:00.000Z',
        '2027-11-02T12:00:00.000Z',
        '2027-11-09T12:00:00.000Z',
      ]
    )
    assert.equal(new Set(events.map(({ uid }) => uid)).size, 4)
  })

  test('says that something was moved or cancelled, under the same UID', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const path = await open(signe)
    const appointment = await at(nordlys, () => book(planOf(signe, '13:00')))
    const [before] = await read(client, path)
    await at(nordlys, () => appointment.move({ wall: `${TUESDAY}T14:00` }, by))
    const [moved] = await read(client, path)
    await at(nordlys, () => appointment.cancel('Ill', by))
    const [cancelled] = await read(client, path)

    assert.equal(before.uid, appointment.id)
    assert.deepEqual([moved.uid, cancelled.uid], [before.uid, before.uid])
    assert.deepEqual([before.sequence, moved.sequence, cancelled.sequence], [0, 1, 2])
    assert.equal(String(moved.startDate), `${TUESDAY}T14:00:00`)
    assert.deepEqual([before, moved, cancelled].map(statusOf), [
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
    ])
    assert.notInclude(JSON.stringify(cancelled.component), 'Ill')

    Clock.now = () => Date.now() + 31 * 864e5
    assert.isEmpty(await read(client, path))
  })

  test('shows as much of a name as the member and the precautions allow', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe } = await people()
    const { number } = await at(nordlys, async () => {
      const anna = await aClient('Anna', 'Berg')
      await book(planOf(signe, '13:00', { title: 'Talk with Anna' }), anna)
      await book(planOf(signe, '15:00', { title: 'Bo Holm at home' }))
      return anna
    })
    const shown = async (names: NameDisplay) => summaries(client, await open(signe, names))
    assert.deepEqual(await shown('full'), ['Anna Berg · Talk with Anna', 'Bo Holm at home'])
    assert.deepEqual(await shown('first'), ['Anna', 'Taken'])
    assert.deepEqual(await shown('code'), [`#${number}`, 'Taken'])
    assert.deepEqual(await shown('hidden'), ['•••', 'Taken'])

    // The guestbook allows initials on feeds, and no more.
    await switchOn(nordlys, 'guestbook')
    assert.deepEqual(await shown('full'), ['A. B.', 'Taken'])
    assert.deepEqual(await shown('hidden'), ['•••', 'Taken'])
  })

  test('a group is a number, never a list of names', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const path = await open(signe)
    await at(nordlys, async () => {
      const service = await aService({ name: 'Back class', capacity: 5 })
      const plan = planOf(signe, '13:00', { serviceId: service.id, capacity: 5 })
      await book(plan, await aClient('Anna'), await aClient('Bo'))
    })
    assert.deepEqual(await summaries(client, path), ['Back class (2 clients)'])
  })

  test('what has not changed is not sent again', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const path = await open(signe)
    await at(nordlys, () => book(planOf(signe, '13:00')))
    const first = await client.get(path).at(NORDLYS)
    const etag = first.header('etag')!
    const again = () => client.get(path).header('if-none-match', etag).at(NORDLYS)
    const same = await again()
    assert.equal(same.status(), 304)
    assert.equal(same.text() ?? '', '')
    await at(nordlys, () => book(planOf(signe, '15:00')))
    const changed = await again()
    assert.equal(changed.status(), 200)
  })

  test('is not there for a wrong address, another clinic, or who left or lost the permission', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida, signe } = await people()
    const path = await open(signe)
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
    const path = await open(signe)
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
    const path = await open(signe)
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

  test('is as quick with many appointments as with one', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const path = await open(signe)
    const asking = () => countQueries(() => client.get(path).at(NORDLYS))
    await at(nordlys, async () => book(planOf(signe, '08:00'), await aClient('Anna')))
    await asking()
    const one = await asking()
    await at(nordlys, async () => {
      const { id: serviceId } = await aService()
      for (const time of ['10:00', '11:00', '12:00'])
        await book(planOf(signe, time, { serviceId }), await aClient('Bo'))
    })
    // The services, once there are any.
    const four = await asking()
    assert.isAtMost(four - one, 1)
  })
})
