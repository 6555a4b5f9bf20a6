import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Location from '#models/location'
import Room from '#models/room'
import { auditActions } from '#tests/audit'
import { aRoom } from '#tests/calendar'
import { at, countQueries, people, type Person } from '#tests/people'

const PATH = '/settings/places'

function openLocation(name = 'Harbour Street') {
  return Location.open({ name, street: 'Havnegade 3', city: 'Aarhus' }, { by: SERVER })
}

async function everything({ clinic }: Person) {
  return at(clinic, async () => ({
    locations: await Location.query().orderBy('name'),
    rooms: await Room.query().orderBy('name'),
  }))
}

test.group('Locations and rooms', () => {
  test('a clinic with one address and one room needs neither, and the empty page says so', async ({
    client,
    assert,
  }) => {
    const { ida } = await people()
    const page = await client.get(PATH).as(ida)
    page.assertStatus(200)
    assert.include(page.text(), 'leave this page empty')
  })

  test('are added, changed, archived and brought back', async ({ client, assert }) => {
    const { nordlys, mads } = await people()
    await client.post(`${PATH}/locations`).as(mads).form({ name: 'Harbour Street', city: 'Aarhus' })
    const {
      locations: [location],
    } = await everything(mads)
    await client.post(`${PATH}/rooms`).as(mads).form({ name: 'Room 1', locationId: location.id })
    const {
      rooms: [room],
    } = await everything(mads)
    assert.equal(room.locationId, location.id)

    const change = await client
      .put(`${PATH}/rooms/${room.id}`)
      .as(mads)
      .form({ name: 'Gym', locationId: '' })
    change.assertStatus(303)
    await client
      .put(`${PATH}/locations/${location.id}`)
      .as(mads)
      .form({ name: 'The harbour', street: 'Havnegade 3', postalCode: '8000', city: 'Aarhus' })
    await client.post(`${PATH}/rooms/${room.id}/archival`).as(mads)
    await client.post(`${PATH}/locations/${location.id}/archival`).as(mads)
    const archived = await everything(mads)
    assert.deepEqual(
      archived.rooms.map(({ name, locationId, isArchived }) => [name, locationId, isArchived]),
      [['Gym', null, true]]
    )
    assert.deepEqual(
      archived.locations.map(({ name, postalCode, isArchived }) => [name, postalCode, isArchived]),
      [['The harbour', '8000', true]]
    )
    await client.delete(`${PATH}/rooms/${room.id}/archival`).as(mads)
    await client.delete(`${PATH}/locations/${location.id}/archival`).as(mads)
    const again = await everything(mads)
    assert.isFalse(again.rooms[0].isArchived || again.locations[0].isArchived)

    const actions = await auditActions(nordlys)
    assert.deepEqual(actions.slice(-8), [
      'location.created',
      'room.created',
      'room.changed',
      'location.changed',
      'room.archived',
      'location.archived',
      'room.restored',
      'location.restored',
    ])
  })

  test('a room is not put into an archived location, unless it is there already', async ({
    client,
    assert,
  }) => {
    const { nordlys, ida } = await people()
    const [location, room] = await at(nordlys, async () => {
      const place = await openLocation()
      const own = await aRoom('Room 1')
      await place.archive({ by: SERVER })
      return [place, own]
    })
    const form = { name: 'Room 1', locationId: location.id }
    const refused = await client.put(`${PATH}/rooms/${room.id}`).as(ida).form(form)
    refused.assertStatus(422)
    assert.include(refused.text(), 'Choose one from the list.')

    await at(nordlys, () =>
      room.revise({ name: 'Room 1', locationId: location.id }, { by: SERVER })
    )
    const allowed = await client
      .put(`${PATH}/rooms/${room.id}`)
      .as(ida)
      .form({ ...form, name: 'Room 2' })
    allowed.assertStatus(303)
  })

  test('a name is asked for, and what was typed is kept', async ({ client, assert }) => {
    const { ida } = await people()
    const page = await client
      .post(`${PATH}/locations`)
      .as(ida)
      .form({ name: '', street: 'Strandvejen 1' })
    page.assertStatus(422)
    assert.include(page.text(), 'Name is missing.')
    assert.include(page.text(), 'Strandvejen 1')
  })

  test('cost the same queries, one or three', async ({ client, assert }) => {
    const { nordlys, ida } = await people()
    const add = (name: string) =>
      at(nordlys, async () => {
        const { id } = await openLocation(name)
        await Room.open({ name: `Room of ${name}`, locationId: id }, { by: SERVER })
        await aRoom(`Loose room ${name}`)
      })
    await add('A')
    const look = () => client.get(PATH).as(ida)
    await look()
    const one = await countQueries(look)
    await add('B')
    await add('C')
    const page = await look()
    assert.include(page.text(), 'Room of C')
    assert.equal(await countQueries(look), one)
  })

  test('are the business of those who manage the calendar', async ({ client }) => {
    const { signe } = await people()
    const list = await client.get(PATH).as(signe)
    list.assertStatus(403)
    const made = await client.post(`${PATH}/rooms`).as(signe).form({ name: 'Room 1' })
    made.assertStatus(403)
  })
})
