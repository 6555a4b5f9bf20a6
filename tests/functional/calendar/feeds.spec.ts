import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import ICAL from 'ical.js'
import { Settings as Clock } from 'luxon'
import { SERVER } from '#audit/actor'
import Recurrence from '#models/recurrence'
import type { NameDisplay } from '#plugins/precautions'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { openFeed } from '#tests/feeds'
import { at, countQueries, NORDLYS, people } from '#tests/people'
import { switchOn } from '#tests/plugins'

const by = { by: SERVER }

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
    const path = await openFeed(signe)
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
    const path = await openFeed(signe)
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
    const path = await openFeed(signe)
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
    const shown = async (names: NameDisplay) => summaries(client, await openFeed(signe, names))
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
    const path = await openFeed(signe)
    await at(nordlys, async () => {
      const service = await aService({ name: 'Back class', capacity: 5 })
      const plan = planOf(signe, '13:00', { serviceId: service.id, capacity: 5 })
      await book(plan, await aClient('Anna'), await aClient('Bo'))
    })
    assert.deepEqual(await summaries(client, path), ['Back class (2 clients)'])
  })

  test('what has not changed is not sent again', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const path = await openFeed(signe)
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

  test('is as quick with many appointments as with one', async ({ client, assert }) => {
    const { nordlys, signe } = await people()
    const path = await openFeed(signe)
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
