import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
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
import { someIds } from '#tests/rows'

type Call = { name: string; method: string; pattern: string }

/**
 * What strangers may reach. A route that is not here must send them to the sign-in; a new one here is a
 * decision that somebody takes on purpose.
 */
const OPEN_TO_STRANGERS = new Set([
  'health',
  'setup.create',
  'setup.store',
  'logo.show',
  // A calendar behind a secret address.
  'calendar_feeds.show',
  'sign_in.create',
  'sign_in.store',
  'sign_in.destroy',
  // Online booking, which visitors come for.
  'booking.services.index',
  'booking.practitioners.index',
  'booking.times.index',
  'booking.times.holds.store',
  'booking.texts.show',
  'booking.bookings.create',
  'booking.bookings.store',
  'booking.thanks.show',
  'booking.challenges.show',
  'booking.confirmations.create',
  'booking.confirmations.store',
  'booking.appointments.show',
  'booking.moves.create',
  'booking.moves.store',
  'booking.appointments.cancellation.store',
  'booking.waiting.create',
  'booking.waiting.store',
  'booking.waiting.thanks.show',
  'booking.places.show',
  'booking.places.destroy',
  'booking.places.confirmation.store',
  'booking.offers.create',
  'booking.offers.store',
  'booking.offers.destroy',
  'consents.replies.create',
  'consents.replies.store',
  'consents.thanks.show',
  'consents.receipts.show',
  'consents.receipt_withdrawals.store',
  // “This was not me”, in the notice of a sign-in.
  'strict-mode.disownments.create',
  'strict-mode.disownments.store',
  // Where a helper types the code, and what their pages listen to.
  'support-access.doors.create',
  'support-access.doors.store',
  'support-access.changes.show',
  // The SMS gateways, which sign what they report.
  'reminders.gatewayapi_reports.store',
  'reminders.twilio_reports.store',
  'sign_in.passkey.create',
  'sign_in.passkey.store',
  'sign_in.passkey.challenge',
  'second_factor.store',
  // What is behind a link that works once, for whoever has it.
  'password_resets.create',
  'password_resets.store',
  'password_resets.edit',
  'password_resets.update',
  'joining.create',
  'joining.store',
  'email_confirmations.create',
  'email_confirmations.store',
  'guestbook.welcome',
  // A page of the portal, which does not exist yet: it is a 404 for everybody.
  'guestbook.mine',
  // Every address that is not there.
  'fallback',
])

const SOME_ID = '01900000-0000-7000-8000-000000000001'
const SECRET = 'Zacharias Hemmeligsen'

/** Every route with every method that it answers to, plugins' included. */
function everyCall(): Call[] {
  return Object.values(router.toJSON())
    .flat()
    .flatMap(({ name, pattern, methods }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ name: name ?? pattern, method, pattern }))
    )
}

function send(client: ApiClient, { method, pattern }: Call, id = '') {
  const path = pattern.replaceAll(/:\w+\??|\*/g, encodeURIComponent(id))
  return client.request(path, method)
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
