import { test } from '@japa/runner'
import Appointment from '#models/appointment'
import Client from '#models/client'
import { auditActions } from '#tests/audit'
import { aClient, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type Person } from '#tests/people'

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

  test('who treats clients books for themselves, and the front desk for whom it says', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, mads, jonas } = await people()
    await at(nordlys, () => aService({}, signe, mads))
    const chosen = async (person: Person, path = '/appointments/new') => {
      const page = await client.get(path).as(person)
      const [select] = /<select[^>]+name="memberId"[^]*?<\/select>/.exec(page.text())!
      return /value="([^"]*)" selected/.exec(select)?.[1] ?? null
    }
    assert.equal(await chosen(signe), signe.member.id)
    assert.isNull(await chosen(jonas))
    assert.equal(await chosen(signe, `/appointments/new?member=${mads.member.id}`), mads.member.id)
  })

  test('the next one is begun from the last, for the same client and time of the week', async ({
    client,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    const { next, group, waiting } = await at(nordlys, async () => {
      const service = await aService({}, signe)
      const anna = await aClient('Anna', 'Lind')
      const one = await book(planOf(signe, '10:15', { serviceId: service.id }), anna)
      const many = await book(planOf(signe, '13:00', { capacity: 4 }), anna)
      const asked = await book(planOf(signe, '15:00'), anna)
      await asked.merge({ status: 'requested' }).save()
      return { next: one, group: many, waiting: asked }
    })
    const linkOn = async ({ id }: { id: string }) => {
      const page = await client.get(`/appointments/${id}`).as(jonas)
      return /href="(\/appointments\/new[^"]+)"/.exec(page.text())?.[1].replaceAll('&amp;', '&')
    }
    const begun = await client.get((await linkOn(next))!).as(jonas)
    for (const words of ['value="2027-06-22"', 'value="10:15"', 'Anna Lind'])
      assert.include(begun.text(), words)
    for (const id of [next.memberId!, next.serviceId!])
      assert.match(begun.text(), new RegExp(`value="${id}"[^>]*selected`))
    assert.isUndefined(await linkOn(group))
    assert.isUndefined(await linkOn(waiting))
  })
})
