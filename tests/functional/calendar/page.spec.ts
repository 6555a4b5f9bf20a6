import { test } from '@japa/runner'
import Appointment from '#models/appointment'
import { itIs } from '#tests/clock'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'

const AGENDA = `/calendar?view=agenda&date=${TUESDAY}`

test.group('Calendar page', () => {
  test('lists who comes when, where and for what, as the clinic’s clocks show it', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, async () => {
      const service = await aService({ colour: 'green' }, signe)
      const room = await aRoom('Room 7')
      const plan = planOf(signe, '13:00', { serviceId: service.id, roomId: room.id })
      await book(plan, await aClient('Anna', 'Lind'))
    })
    const page = await client.get(AGENDA).as(jonas)

    page.assertStatus(200)
    for (const word of ['13:00–13:50', 'Anna Lind', 'Physiotherapy', 'Signe Dahl', 'Room 7'])
      assert.include(page.text(), word)
    assert.notInclude(page.text().match(/<title>.*<\/title>/)![0], 'Anna')
  })

  test('the browser gets plain rows of the days that it asks for', async ({ client, assert }) => {
    const { nordlys, signe, mads, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      await book(planOf(signe, '09:00', { wall: '2027-06-14T23:30' }), await aClient('Before'))
      await book(planOf(mads, '10:00'))
      const plan = planOf(signe, '13:00', { bufferBefore: 5, bufferAfter: 10 })
      return book(plan, await aClient('Anna', 'Lind'))
    })
    const query = `from=${TUESDAY}&until=2027-06-16&members=${signe.member.id}`
    const response = await client.get(`/calendar/appointments?${query}`).as(jonas)

    assert.deepEqual(
      response
        .body()
        .map(({ start, end, clients }: Record<string, unknown>) => [start, end, clients]),
      [
        ['2027-06-14T23:30', '2027-06-15T00:20', ['Before Test']],
        ['2027-06-15T13:00', '2027-06-15T13:50', ['Anna Lind']],
      ]
    )
    assert.deepEqual(response.body()[1], {
      id,
      sequence: 0,
      start: '2027-06-15T13:00',
      end: '2027-06-15T13:50',
      minutes: 50,
      status: 'booked',
      isOverbooked: false,
      capacity: 1,
      title: null,
      memberId: signe.member.id,
      roomId: null,
      bufferBefore: 5,
      bufferAfter: 10,
      repeats: false,
      hasNote: false,
      service: null,
      colour: null,
      clients: ['Anna Lind'],
      taken: 1,
    })
  })

  test('{query} is refused')
    .with([
      { query: 'from=2027-06-15' },
      { query: 'from=2027-06-15&until=2027-06-15' },
      { query: 'from=2027-06-15&until=2027-02-31' },
      { query: 'from=0001-01-01&until=9999-12-31' },
    ])
    .run(async ({ client }, { query }) => {
      const { jonas } = await people()
      const response = await client
        .get(`/calendar/appointments?${query}`)
        .as(jonas)
        .header('accept', 'application/json')
      response.assertStatus(422)
    })

  test('one appointment and twenty cost the same queries, in the list and for the browser', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const anna = await at(nordlys, () => aClient('Anna'))
    const fill = (from: number, until: number) =>
      at(nordlys, async () => {
        for (let hour = from; hour < until; hour++)
          await book(planOf(signe, `${String(hour).padStart(2, '0')}:00`), anna)
      })
    const rows = `/calendar/appointments?from=${TUESDAY}&until=2027-06-22`
    const paths = [AGENDA, rows, `/calendar/days/${TUESDAY}`]
    for (const path of paths) await client.get(path).as(jonas)
    await fill(8, 9)
    const counted: number[] = []
    for (const path of paths) counted.push(await countQueries(() => client.get(path).as(jonas)))
    await fill(9, 20)
    for (const [index, path] of paths.entries())
      assert.equal(await countQueries(() => client.get(path).as(jonas)), counted[index], path)
    assert.isAtMost(counted[1], 4)
    // As long as nobody changes anything: who asks.
    assert.equal(await countQueries(() => client.get(rows).as(jonas)), 1)
  })

  test('the day sheet has a list for each member, with the notes', async ({ client, assert }) => {
    const { nordlys, signe, mads, jonas } = await people()
    await at(nordlys, async () => {
      await book(planOf(signe, '09:00', { note: 'Brings a cane' }), await aClient('Anna', 'Lind'))
      await book(planOf(mads, '10:00', { title: 'Staff meeting' }))
    })
    const page = await client.get(`/calendar/days/${TUESDAY}`).as(jonas)
    for (const word of ['Signe Dahl', 'Mads Holm', 'Brings a cane', 'Staff meeting', 'Anna Lind'])
      assert.include(page.text(), word)
    const nonsense = await client.get('/calendar/days/2027-02-31').as(jonas)
    nonsense.assertStatus(404)
  })
})

test.group('Appointments elsewhere', () => {
  test('a client’s page lists what is to come and what was, and books', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const anna = await at(nordlys, async () => {
      const found = await aClient('Anna', 'Lind')
      await book(planOf(signe, '10:00', { title: 'To come' }), found)
      await book(planOf(signe, '10:00', { wall: '2020-06-15T10:00', title: 'Long ago' }), found)
      await book(planOf(signe, '12:00', { title: 'Somebody else' }), await aClient('Bo'))
      return found
    })
    const page = await client.get(`/clients/${anna.id}?tab=appointments`).as(jonas)
    const [upcoming, past] = page.text().split('Past')
    assert.include(upcoming, 'To come')
    assert.include(past, 'Long ago')
    assert.notInclude(page.text(), 'Somebody else')
    const form = await client.get(`/appointments/new?client=${anna.id}`).as(jonas)
    assert.match(form.text(), new RegExp(`value="${anna.id}" checked`))
  })

  test('the home page tells what is next: one’s own, or everybody’s at the front desk', async (context) => {
    const { client, assert } = context
    itIs(`${TUESDAY}T05:00Z`, context)
    const { nordlys, signe, mads, jonas } = await people()
    const wall = `${TUESDAY}T23:00`
    await at(nordlys, async () => {
      await aService({}, signe, mads)
      await book(planOf(signe, '', { wall, title: 'At Signe’s' }))
      await book(planOf(mads, '', { wall, title: 'At Mads’s' }))
    })
    const ofSigne = await client.get('/').as(signe)
    assert.include(ofSigne.text(), 'At Signe’s')
    assert.notInclude(ofSigne.text(), 'At Mads’s')
    const ofJonas = await client.get('/').as(jonas)
    assert.include(ofJonas.text(), 'At Mads’s')
  })

  test('masked, no page and no answer holds a name, nor what gives one away', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id, anna } = await at(nordlys, async () => {
      const found = await aClient('Zacharias', 'Hemmeligsen')
      const plan = planOf(signe, '10:00', { title: 'Hemmeligsen, knee', note: 'Zacharias limps' })
      const booked = await book(plan, found)
      return { id: booked.id, anna: found }
    })
    const paths = [
      ...[AGENDA, `/calendar?view=week&date=${TUESDAY}`, `/calendar/days/${TUESDAY}`],
      `/calendar/appointments?from=${TUESDAY}&until=2027-06-16`,
      ...[`/appointments/${id}`, `/appointments/${id}/edit`, `/appointments/new?client=${anna.id}`],
      ...[`/clients/${anna.id}?tab=appointments`, '/'],
    ]
    const before = await client.get(paths[3]).as(jonas)
    assert.include(before.text(), 'Zacharias Hemmeligsen')

    await switchOn(nordlys, 'calendar-mask')
    const visitor = Visitor.as(client, jonas)
    await visitor.post('/calendar-mask/mask', {})
    for (const path of paths) {
      const page = await visitor.get(path)
      assert.equal(page.status(), 200, path)
      assert.notMatch(page.text(), /Zacharias|Hemmeligsen/, path)
    }
    // What is hidden in the form is not lost by it.
    await visitor.put(`/appointments/${id}`, {
      memberId: signe.member.id,
      date: TUESDAY,
      time: '11:00',
      minutes: '50',
    })
    await at(nordlys, async () => {
      const { note, title, wallStart } = await Appointment.findOrFail(id)
      assert.deepEqual(
        [note, title, wallStart],
        ['Zacharias limps', 'Hemmeligsen, knee', `${TUESDAY}T11:00`]
      )
    })
  })
})
