import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { auditActions } from '#tests/audit'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'

/** What the page of an appointment says about it. */
const detailsOf = (html: string) =>
  [...html.matchAll(/<dt>(.*?)<\/dt><dd>/g)].map(([, label]) => label)
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
      return book(planOf(signe, '13:00'), await aClient('Anna', 'Lind'))
    })
    const query = `from=${TUESDAY}&until=2027-06-16&members=${signe.member.id}`
    const response = await client.get(`/calendar/appointments?${query}`).as(jonas)

    assert.deepEqual(
      response.body().map(({ start, end, clients }: any) => [start, end, clients]),
      [
        ['2027-06-14T23:30', '2027-06-15T00:20', ['Before Test']],
        ['2027-06-15T13:00', '2027-06-15T13:50', ['Anna Lind']],
      ]
    )
    assert.deepEqual(response.body()[1], {
      id,
      start: '2027-06-15T13:00',
      end: '2027-06-15T13:50',
      status: 'booked',
      isOverbooked: false,
      capacity: 1,
      title: null,
      memberId: signe.member.id,
      roomId: null,
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

test.group('Booking', () => {
  const form = { client: 'none', title: 'Meeting', date: TUESDAY, time: '10:00' }

  test('books a known client with what the service says', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const { anna, service } = await at(nordlys, async () => ({
      anna: await aClient('Anna'),
      service: await aService({ minutes: 45, bufferAfter: 15, capacity: 1 }, signe),
    }))
    const response = await client
      .post('/appointments')
      .as(jonas)
      .form({
        ...form,
        client: anna.id,
        serviceId: service.id,
        memberId: signe.member.id,
        title: '',
        note: 'Ring first',
        // Empty, as a browser sends them.
        newClient: { firstName: '', lastName: '', phone: '', email: '' },
      })
    response.assertStatus(303)
    await at(nordlys, async () => {
      const booked = await Appointment.query().preload('attendances').firstOrFail()
      assert.equal(response.header('location'), `/appointments/${booked.id}`)
      assert.containsSubset(booked.$attributes, {
        wallStart: `${TUESDAY}T10:00`,
        serviceId: service.id,
        memberId: signe.member.id,
        bufferAfter: 15,
        note: 'Ring first',
        createdBy: jonas.member.id,
      })
      assert.equal(booked.minutes, 45)
      assert.deepEqual(
        booked.attendances.map(({ clientId }) => clientId),
        [anna.id]
      )
    })
    assert.deepEqual(await auditActions(nordlys), ['client.created', 'appointment.booked'])
  })

  test('a new client is registered with the appointment, and not at all when the time is taken', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const asked = {
      ...form,
      client: 'new',
      title: '',
      serviceId: '',
      memberId: signe.member.id,
      newClient: { firstName: 'Nora', lastName: 'Vik', phone: '20123456', email: '' },
    }
    await at(nordlys, () => book(planOf(signe, '10:00')))
    const refused = await client.post('/appointments').as(jonas).form(asked)
    refused.assertStatus(422)
    assert.include(refused.text(), 'This member is already booked then.')
    assert.include(refused.text(), 'value="Nora"')
    assert.include(refused.text(), 'Overbook')
    assert.equal(await at(nordlys, () => Client.query().then((rows) => rows.length)), 0)

    const booked = await client
      .post('/appointments')
      .as(jonas)
      .form({ ...asked, time: '11:00' })
    booked.assertStatus(303)
    const nora = await at(nordlys, () => Client.firstOrFail())
    assert.equal(nora.lastName, 'Vik')
  })

  test('only who may overbook can lay one over another', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, () => book(planOf(signe, '10:00')))
    const asked = { ...form, memberId: signe.member.id, overbook: '1' }
    const refused = await client.post('/appointments').as(signe).form(asked)
    refused.assertStatus(422)
    assert.notInclude(refused.text(), 'name="overbook"')
    const booked = await client.post('/appointments').as(jonas).form(asked)
    booked.assertStatus(303)
    const page = await client.get(booked.header('location')!).as(jonas)
    assert.include(page.text(), 'Overbooked')
  })

  test('the same form sent twice books once', async ({ client, assert }) => {
    const { nordlys, jonas } = await people()
    const asked = { ...form, key: '0190a5c4-0000-7000-8000-000000000001' }
    const [one, two] = [
      await client.post('/appointments').as(jonas).form(asked),
      await client.post('/appointments').as(jonas).form(asked),
    ]
    assert.equal(one.header('location'), two.header('location'))
    assert.equal(await at(nordlys, () => Appointment.query().then((rows) => rows.length)), 1)
  })

  test('{field} "{value}": {sentence}')
    .with([
      { field: 'client', value: '', sentence: 'Choose a client, or say that there is none.' },
      { field: 'time', value: '25:00', sentence: 'Write a time such as 13:00.' },
      { field: 'date', value: '2027-02-31', sentence: 'not a date on the calendar' },
      { field: 'minutes', value: '0', sentence: 'between 5 and' },
      { field: 'title', value: '', sentence: 'Choose a client or a service' },
    ])
    .run(async ({ client, assert }, { field, value, sentence }) => {
      const { nordlys, jonas } = await people()
      const response = await client
        .post('/appointments')
        .as(jonas)
        .form({ ...form, [field]: value })
      response.assertStatus(422)
      assert.include(response.text(), sentence)
      assert.equal(await at(nordlys, () => Appointment.query().then((rows) => rows.length)), 0)
    })

  test('finds the client by a search that stands in no address, and keeps what was typed', async ({
    client,
    assert,
  }) => {
    const { nordlys, jonas } = await people()
    await at(nordlys, () => aClient('Annelise', 'Bergstrøm'))
    const page = await client
      .post('/appointments/client-searches')
      .as(jonas)
      .form({ ...form, term: 'annel', note: 'Ring first' })
    page.assertStatus(200)
    assert.include(page.text(), 'Annelise Bergstrøm')
    assert.include(page.text(), 'Ring first')
    assert.include(page.text(), '10:00')
  })
})

test.group('An appointment’s page', () => {
  test('marks, cancels and restores, and the history tells who', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () =>
      book(planOf(signe, '10:00', { note: 'Brings a cane' }), await aClient('Anna', 'Lind'))
    )
    const path = `/appointments/${id}`
    const statusNow = () =>
      at(nordlys, async () => {
        const { status } = await Appointment.findOrFail(id)
        return status
      })
    await client.post(`${path}/marks`).as(jonas).form({ status: 'arrived' })
    assert.equal(await statusNow(), 'arrived')
    await client.post(`${path}/cancellation`).as(jonas).form({ reason: 'Ill' })
    assert.equal(await statusNow(), 'cancelled')
    const cancelled = await client.get(path).as(jonas)
    assert.deepEqual(detailsOf(cancelled.text()), ['With', 'Minutes', 'Note', 'Reason'])
    assert.include(cancelled.text(), '<dd>Ill</dd>')
    await client.delete(`${path}/cancellation`).as(jonas)
    assert.equal(await statusNow(), 'booked')

    const page = await client.get(path).as(signe)
    assert.deepEqual(detailsOf(page.text()), ['With', 'Minutes', 'Note'])
    for (const word of ['Anna Lind', 'Brings a cane', 'cancelled an appointment', 'Jonas Berg'])
      assert.include(page.text(), word)
    const nonsense = await client.post(`${path}/marks`).as(jonas).form({ status: 'held' })
    nonsense.assertStatus(422)
  })

  test('what was cancelled is not taken back over another, and says why', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      const appointment = await book(planOf(signe, '10:00'))
      await appointment.cancel(null, { by: SERVER })
      await book(planOf(signe, '10:00'))
      return appointment
    })
    const response = await client.delete(`/appointments/${id}/cancellation`).as(jonas)
    response.assertStatus(422)
    assert.include(response.text(), 'This member is already booked then.')
  })

  test('moves by its form, and stays where it is when the time is taken', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      await book(planOf(signe, '12:00'))
      return book(planOf(signe, '10:00'))
    })
    const asked = { memberId: signe.member.id, date: TUESDAY, minutes: '30', title: 'Review' }
    const put = (time: string) =>
      client
        .put(`/appointments/${id}`)
        .as(jonas)
        .form({ ...asked, time })
    const refused = await put('12:00')
    refused.assertStatus(422)
    assert.include(refused.text(), 'This member is already booked then.')
    const moved = await put('14:15')
    moved.assertStatus(303)
    await at(nordlys, async () => {
      const { wallStart, minutes, title } = await Appointment.findOrFail(id)
      assert.deepEqual([wallStart, minutes, title], [`${TUESDAY}T14:15`, 30, 'Review'])
    })
  })

  test('a group takes clients until it is full, and knows who came', async ({ client, assert }) => {
    const { nordlys, signe, jonas } = await people()
    const { id, anna, bo } = await at(nordlys, async () => {
      const [one, two] = [await aClient('Anna'), await aClient('Bo')]
      const group = await book(planOf(signe, '10:00', { capacity: 1, title: 'Class' }))
      await group.revise({ capacity: 2 }, { by: SERVER })
      return { id: group.id, anna: one, bo: two }
    })
    const path = `/appointments/${id}/clients`
    for (const each of [anna, bo]) {
      const added = await client.post(path).as(jonas).form({ client: each.id })
      added.assertStatus(303)
    }
    const carl = await at(nordlys, () => aClient('Carl'))
    const refused = await client.post(path).as(jonas).form({ client: carl.id })
    refused.assertStatus(422)
    assert.include(refused.text(), 'There is no place left.')
    await client.put(`${path}/${anna.id}`).as(jonas).form({ status: 'missed' })
    const seated = await client.post(path).as(jonas).form({ client: carl.id })
    seated.assertStatus(303)
    const back = await client.put(`${path}/${anna.id}`).as(jonas).form({ status: 'booked' })
    back.assertStatus(422)
    await client.delete(`${path}/${bo.id}`).as(jonas)
    await at(nordlys, async () => {
      const { attendances } = await Appointment.query().preload('attendances').firstOrFail()
      assert.deepEqual(
        attendances.map(({ clientId, status }) => [clientId, status]).sort(),
        [
          [anna.id, 'missed'],
          [carl.id, 'booked'],
        ].sort()
      )
    })
    const stranger = await client.delete(`${path}/${bo.id}`).as(jonas)
    stranger.assertStatus(404)
  })

  test('dragged, it moves or is refused with the reason', async ({ client, assert }) => {
    const { nordlys, signe, mads, jonas } = await people()
    const { id } = await at(nordlys, async () => {
      await book(planOf(mads, '12:00'))
      return book(planOf(signe, '10:00'))
    })
    const drag = (values: Record<string, unknown>) =>
      client
        .post(`/appointments/${id}/moves`)
        .as(jonas)
        .header('accept', 'application/json')
        .json({ wall: `${TUESDAY}T12:30`, minutes: 40, ...values })
    const refused = await drag({ memberId: mads.member.id })
    refused.assertStatus(422)
    assert.equal(refused.body().errors[0].message, 'This member is already booked then.')
    const moved = await drag({})
    moved.assertStatus(204)
    await at(nordlys, async () => {
      const { wallStart, minutes, memberId } = await Appointment.findOrFail(id)
      assert.deepEqual([wallStart, minutes, memberId], [`${TUESDAY}T12:30`, 40, signe.member.id])
    })
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

  test('the home page tells what is next: one’s own, or everybody’s at the front desk', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, jonas } = await people()
    const soon = DateTime.now().setZone('Europe/Copenhagen').startOf('day')
    const wall = soon.toFormat("yyyy-MM-dd'T'23:00")
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
