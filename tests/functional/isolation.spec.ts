import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Holiday from '#models/holiday'
import Location from '#models/location'
import Room from '#models/room'
import Service from '#models/service'
import TimeOff from '#models/time_off'
import { at, NORDLYS, people, type Person } from '#tests/people'
import { switchOnAll } from '#tests/plugins'
import { type Call, everyCall, OPEN_TO_STRANGERS, pathOf } from '#tests/routes'
import { someIds } from '#tests/rows'

const SOME_ID = '01900000-0000-7000-8000-000000000001'
const SECRET = 'Zacharias Hemmeligsen'

function send(client: ApiClient, { method, pattern }: Call, id = '') {
  return client.request(pathOf(pattern, id), method)
}

/** One of everything that a clinic sets up for its calendar, called by the secret. */
async function setUpCalendar({ clinic, member }: Person) {
  const by = { member, address: null }
  await at(clinic, async () => {
    await Service.offer({ name: SECRET, minutes: 30, memberIds: [member.id] }, { by })
    await Location.open({ name: SECRET }, { by })
    await Room.open({ name: SECRET }, { by })
    await Holiday.close([{ date: '2099-06-15', name: SECRET }], { by })
    const startsAt = DateTime.fromISO('2099-06-16', { zone: 'utc' })
    await TimeOff.take(
      member,
      { kind: 'course', startsAt, endsAt: startsAt.plus({ days: 1 }) },
      { by }
    )
    const plan = { wall: '2099-06-17T09:00', minutes: 30, memberId: member.id, title: SECRET }
    await Appointment.book(plan, { by })
  })
}

test.group('Isolation: every route', () => {
  test('sends a stranger to the sign-in, unless it is open on purpose', async ({
    client,
    assert,
  }) => {
    const { nordlys } = await people()
    await switchOnAll(nordlys)
    const open: string[] = []
    for (const call of everyCall()) {
      const response = await send(client, call, SOME_ID).at(NORDLYS)
      const asksToSignIn =
        response.status() === 302 && response.header('location')?.startsWith('/sign-in')
      if (!asksToSignIn) open.push(call.name)
    }

    assert.sameMembers([...new Set(open)], [...OPEN_TO_STRANGERS])
  })

  test('answers 404 for the rows of another clinic', async ({ client, assert }) => {
    const all = await people()
    await switchOnAll(all.nordlys)
    await switchOnAll(all.sydhavn)
    await at(all.sydhavn, () => Client.create({ firstName: SECRET, lastName: '' }))
    await setUpCalendar(all.freja)
    const ids = await someIds(all.sydhavn)
    assert.includeMembers(
      [...ids.keys()],
      [
        'clients',
        'members',
        'services',
        'locations',
        'rooms',
        'holidays',
        'time_off',
        'appointments',
      ]
    )

    const leaks: string[] = []
    for (const call of everyCall().filter(({ pattern }) => /:|\*/.test(pattern))) {
      for (const [table, id] of ids) {
        const response = await send(client, call, id).as(all.ida)
        if (response.status() !== 404) {
          leaks.push(`${call.method} ${call.pattern} with an id of ${table}: ${response.status()}`)
        }
      }
    }
    assert.deepEqual(leaks, [])
  })

  test('shows no word of another clinic', async ({ client, assert }) => {
    const { ida, freja, sydhavn } = await people()
    await at(sydhavn, () => Client.create({ firstName: SECRET, lastName: '' }))
    await setUpCalendar(freja)

    for (const call of everyCall().filter(
      ({ pattern, method }) => method === 'GET' && !/:|\*/.test(pattern)
    )) {
      const response = await send(client, call).as(ida)
      assert.notInclude(response.text(), SECRET, call.pattern)
      assert.isBelow(response.status(), 500, call.pattern)
    }
  })

  test('reads its own row where two clinics have rows of the same id', async ({
    client,
    assert,
  }) => {
    const { ida, freja, nordlys, sydhavn } = await people()
    const id = SOME_ID
    await at(nordlys, () => Client.create({ id, firstName: 'Nora', lastName: 'Nord' }))
    await at(sydhavn, () => Client.create({ id, firstName: 'Sune', lastName: 'Syd' }))

    const inNordlys = await client.get(`/clients/${id}`).as(ida)
    const inSydhavn = await client.get(`/clients/${id}`).as(freja)

    assert.include(inNordlys.text(), 'Nora')
    assert.notInclude(inNordlys.text(), 'Sune')
    assert.include(inSydhavn.text(), 'Sune')
    assert.notInclude(inSydhavn.text(), 'Nora')
  })
})
