import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import Appointment from '#models/appointment'
import Attendance from '#models/attendance'
import Client from '#models/client'
import { auditEvents } from '#tests/audit'
import { aClient, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'

const REASON = 'This client has not signed the guestbook.'

/** A clinic whose plugin has something against clients of the name Unsigned. */
async function scene() {
  const all = await people()
  await switchOn(all.nordlys, 'guestbook')
  const kim = await at(all.nordlys, () => aClient('Kim', 'Unsigned'))
  return { ...all, kim }
}

function send(client: ApiClient, person: Person, values: Record<string, unknown>) {
  return client
    .post('/appointments')
    .as(person)
    .form({ title: 'Talk', date: TUESDAY, time: '10:00', minutes: 50, ...values })
}

function countAppointments({ nordlys }: Awaited<ReturnType<typeof people>>) {
  return at(nordlys, () => Appointment.query().then((rows) => rows.length))
}

test.group('What plugins have against a booking by a member', () => {
  test('is said beside the client, and nothing is booked; others are', async ({
    client,
    assert,
  }) => {
    const all = await scene()
    const refused = await send(client, all.jonas, { client: all.kim.id })
    refused.assertStatus(422)
    assert.include(refused.text(), REASON)
    assert.include(refused.text(), 'value="Talk"')
    assert.equal(await countAppointments(all), 0)
    const bo = await at(all.nordlys, () => aClient('Bo'))
    const booked = await send(client, all.jonas, { client: bo.id })
    booked.assertStatus(303)
  })

  test('is set aside on purpose by who may overbook, and is marked', async ({ client, assert }) => {
    const all = await scene()
    const asked = await send(client, all.ida, { client: all.kim.id })
    assert.include(asked.text(), 'Book all the same')
    const booked = await send(client, all.ida, { client: all.kim.id, despite: '1' })
    booked.assertStatus(303)
    const seat = await at(all.nordlys, () => Attendance.firstOrFail())
    assert.deepEqual(seat.despite, ['guestbook.unsigned'])
    const page = await client.get(booked.header('location')!).as(all.ida)
    assert.include(page.text(), 'Booked all the same')
    assert.include(page.text(), REASON)
    const events = await auditEvents(all.nordlys)
    assert.deepEqual(events.find(({ action }) => action === 'appointment.booked').details, {
      despite: ['guestbook.unsigned'],
    })
  })

  test('is not set aside by who may not overbook', async ({ client, assert }) => {
    const all = await scene()
    const refused = await send(client, all.signe, { client: all.kim.id, despite: '1' })
    refused.assertStatus(422)
    assert.include(refused.text(), REASON)
    assert.notInclude(refused.text(), 'Book all the same')
    assert.equal(await countAppointments(all), 0)
  })

  test('counts for a place in a group too', async ({ client, assert }) => {
    const all = await scene()
    const group = await at(all.nordlys, () => book(planOf(all.signe, '10:00', { capacity: 3 })))
    const path = `/appointments/${group.id}/clients`
    const refused = await client.post(path).as(all.ida).form({ client: all.kim.id })
    refused.assertStatus(422)
    assert.include(refused.text(), REASON)
    const added = await client.post(path).as(all.ida).form({ client: all.kim.id, despite: '1' })
    added.assertStatus(303)
    const [seat] = await at(all.nordlys, () => Attendance.all())
    assert.deepEqual(seat.despite, ['guestbook.unsigned'])
  })
})

test.group('A new client who may be there already', () => {
  const nora = { firstName: 'Nora', lastName: 'Vik', phone: '', birthDate: '' }

  async function known() {
    const all = await people()
    const vik = await at(all.nordlys, () =>
      Client.register(
        { firstName: 'Nora', lastName: 'Vik', email: 'nora@example.test' },
        { by: { member: all.ida.member, address: null } }
      )
    )
    return { ...all, vik }
  }

  test('is asked about; the one that is there can be used', async ({ client, assert }) => {
    const all = await known()
    const newClient = { ...nora, email: 'nora@example.test' }
    const asked = await send(client, all.jonas, { client: 'new', newClient })
    asked.assertStatus(422)
    assert.include(asked.text(), 'may be there already')
    assert.include(asked.text(), 'Book for Nora Vik')
    assert.include(asked.text(), 'same e-mail')
    assert.equal(await countAppointments(all), 0)
    const booked = await send(client, all.jonas, { client: all.vik.id, newClient })
    booked.assertStatus(303)
    const clients = await at(all.nordlys, () => Client.all())
    assert.lengthOf(clients, 1)
  })

  test('is registered all the same when somebody has looked; and not twice', async ({
    client,
    assert,
  }) => {
    const all = await known()
    const newClient = { ...nora, firstName: 'Ask', email: 'nora@example.test' }
    const key = crypto.randomUUID()
    for (let time = 0; time < 2; time++) {
      const form = { 'client': 'new', newClient, 'seen[]': all.vik.id, key }
      const booked = await send(client, all.jonas, form)
      booked.assertStatus(303)
    }
    const clients = await at(all.nordlys, () => Client.query().orderBy('id'))
    assert.deepEqual(
      clients.map(({ firstName }) => firstName),
      ['Nora', 'Ask']
    )
  })
})
