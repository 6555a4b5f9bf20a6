import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Location from '#models/location'
import { aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { clinicClient } from '#clinics/database'
import { at, countQueries, people } from '#tests/people'

const DAYS = `from=${TUESDAY}&until=2027-06-16`

/** A day with three appointments, no two of which are in the same place, with the same member and of the same service. */
async function day() {
  const all = await people()
  const ids = await at(all.nordlys, async () => {
    const service = await aService({}, all.signe)
    const { id: location } = await Location.create({ name: 'Harbour' })
    const room = await aRoom('Room 1')
    const upstairs = await aRoom('Room 2')
    await book(
      planOf(all.signe, '09:00', { roomId: room.id, locationId: location, serviceId: service.id })
    )
    await book(planOf(all.mads, '10:00', { roomId: upstairs.id }))
    const { id } = await book(planOf(all.signe, '12:00'))
    const called = await Appointment.findOrFail(id)
    await called.cancel('Ill', { by: SERVER })
    const { signe, mads } = all
    const members = { signe: signe.member.id, mads: mads.member.id }
    return { ...members, service: service.id, location, room: room.id, upstairs: upstairs.id }
  })
  return { ...all, ids }
}

type Ids = Awaited<ReturnType<typeof day>>['ids']

test.group('What the calendar leaves out', () => {
  test('{name}')
    .with([
      { name: 'nothing but what is cancelled', query: () => '', shown: ['09:00', '10:00'] },
      { name: 'other rooms', query: (ids: Ids) => `rooms=${ids.upstairs}`, shown: ['10:00'] },
      {
        name: 'what is in no room, when two are chosen',
        query: ({ room, upstairs }: Ids) => `rooms=${room},${upstairs}`,
        shown: ['09:00', '10:00'],
      },
      {
        name: 'other locations',
        query: ({ location }: Ids) => `location=${location}`,
        shown: ['09:00'],
      },
      {
        name: 'other services',
        query: ({ service }: Ids) => `service=${service}`,
        shown: ['09:00'],
      },
      { name: 'other members', query: ({ mads }: Ids) => `members=${mads}`, shown: ['10:00'] },
      { name: 'all but what is cancelled', query: () => 'status=cancelled', shown: ['12:00'] },
      { name: 'nothing', query: () => 'status=all', shown: ['09:00', '10:00', '12:00'] },
      {
        name: 'what only one of two choices fits',
        query: ({ room, mads }: Ids) => `rooms=${room}&members=${mads}`,
        shown: [],
      },
    ])
    .run(async ({ client, assert }, { query, shown }) => {
      const { jonas, ids } = await day()
      const rows = await client.get(`/calendar/appointments?${DAYS}&${query(ids)}`).as(jonas)
      assert.deepEqual(
        rows.body().map(({ start }: { start: string }) => start.slice(11)),
        shown
      )
      const agenda = `/calendar?view=agenda&date=${TUESDAY}&${query(ids)}`
      const page = await client.get(agenda).as(jonas)
      assert.deepEqual(
        [...page.text().matchAll(/agenda-time">([\d:]+)/g)].map(([, time]) => time),
        shown
      )
      assert.equal(page.text().includes('>filtered<'), query(ids) !== '')
    })
})

test.group('The hours behind the calendar', () => {
  test('are those of the members that are shown, with their time off', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, jonas, freja } = await people()
    const [a, b] = [signe.member.id, mads.member.id]
    const insert = (table: string, values: object) =>
      clinicClient()
        .insertQuery()
        .table(table)
        .insert({ id: crypto.randomUUID(), created_at: `${TUESDAY}T00:00:00.000Z`, ...values })
    await at(nordlys, async () => {
      await insert('working_hours', { member_id: a, weekday: 2, starts: '09:00', ends: '12:00' })
      await insert('working_hours', { member_id: a, weekday: 2, starts: '20:00', ends: '00:00' })
      await insert('working_hours', { member_id: b, weekday: 3, starts: '10:00', ends: '11:00' })
      await insert('hour_exceptions', { member_id: b, date: '2027-06-16' })
      await insert('time_off', {
        member_id: a,
        starts_at: '2027-06-15T08:00:00.000Z',
        ends_at: '2027-06-15T08:30:00.000Z',
        kind: 'holiday',
      })
    })
    const asking = (query: string, by = jonas) =>
      client.get(`/calendar/hours?from=${TUESDAY}&until=2027-06-17&${query}`).as(by)

    const ofSigne = await asking(`members=${a}`)
    const work = [
      ['2027-06-15T09:00', '2027-06-15T12:00'],
      ['2027-06-15T20:00', '2027-06-16T00:00'],
    ]
    const { haveHours } = ofSigne.body()
    assert.sameMembers(haveHours, [a, b])
    assert.deepEqual(ofSigne.body(), {
      work: { [a]: work },
      usual: { [a]: work },
      off: { [a]: [['2027-06-15T10:00', '2027-06-15T10:30']] },
      holidays: {},
      haveHours,
    })
    const ofAll = await asking('')
    assert.deepEqual(ofAll.body().work[b], [])
    assert.deepEqual(ofAll.body().usual[b], [['2027-06-16T10:00', '2027-06-16T11:00']])
    assert.equal(
      await countQueries(() => asking(`members=${a}`)),
      await countQueries(() => asking(`members=${a},${b}`))
    )
    const elsewhere = await asking('', freja)
    assert.notInclude(elsewhere.text(), a)
    const nonsense = await asking('until=2027-01-01').header('accept', 'application/json')
    nonsense.assertStatus(422)
  })
})
