import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import CalendarFeed from '#models/calendar_feed'
import { aClient, textOf } from '#tests/clients'
import { itIs, letPass } from '#tests/clock'
import { mailsOf } from '#tests/mails'
import { at, type Person } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { Visitor } from '#tests/visitor'
import Booking from '../../../booking/models/booking.js'
import { bookOnline, minuteIn, taking } from '../../../booking/tests/setting.js'
import { ringless, withKey } from '../../../keys/tests/keyed.js'
import { rulesOn, strictClinic } from '../setting.js'

const MINUTE = 60_000

/** Somebody who signed in with a password alone. */
function passwordOnly(client: ApiClient, person: Person) {
  return Visitor.as(client, person, { has_factor: false })
}

test.group('Strict mode: automatic sign-out', () => {
  test('ends a session that nobody uses, and leaves the others alone', async (context) => {
    const { client, assert } = context
    const { signe, jonas } = await strictClinic({ automatic_sign_out: { minutes: 20 } })
    const [leaves, works] = [Visitor.as(client, signe), Visitor.as(client, jonas)]
    const first = await leaves.get('/clients')
    assert.include(first.text(), 'data-session-end-seconds-value="1230"')
    await works.get('/clients')

    letPass(15 * MINUTE, context)
    const meanwhile = await works.get('/clients')
    meanwhile.assertStatus(200)
    letPass(15 * MINUTE, context)
    const late = await leaves.get('/clients')
    assert.match(late.header('location')!, /^\/sign-in/)
    const going = await works.get('/clients')
    going.assertStatus(200)
  })
})

test.group('Strict mode: second factor', () => {
  test('is asked for after the deadline, and of nobody in the middle of something', async (context) => {
    const { client, assert } = context
    itIs('2026-03-01T10:00:00Z', context)
    const { signe } = await strictClinic({ second_factor: { graceDays: 7 } })
    const before = await passwordOnly(client, signe).get('/')
    assert.include(before.text(), 'Set up a second factor')
    assert.include(before.text(), 'March 8, 2026')

    itIs('2026-03-07T22:30:00Z', context)
    const lateWorker = passwordOnly(client, signe)
    const atNight = await lateWorker.get('/clients')
    atNight.assertStatus(200)
    // Midnight in Copenhagen, and with it the deadline, was at 23:00 UTC.
    itIs('2026-03-07T23:30:00Z', context)
    const onWithIt = await lateWorker.post('/clients', { firstName: 'Nora', confirmed: '1' })
    onWithIt.assertStatus(303)
    assert.notEqual(onWithIt.header('location'), '/security')
    const anew = await passwordOnly(client, signe).get('/clients')
    anew.assertHeader('location', '/security')

    itIs('2026-03-08T23:15:00Z', context)
    const dayIsOver = await lateWorker.get('/clients')
    dayIsOver.assertHeader('location', '/security')
  })

  test('changes nothing for who has one', async (context) => {
    const { client, assert } = context
    const { signe } = await strictClinic({ second_factor: { graceDays: 0 } })
    await at(signe.clinic, () =>
      signe.member.merge({ totpConfirmedAt: signe.member.createdAt }).save()
    )
    const visitor = passwordOnly(client, signe)
    const home = await visitor.get('/')
    home.assertStatus(200)
    assert.notInclude(home.text(), 'Set up a second factor')
  })
})

test.group('Strict mode: names', () => {
  test('are shown no further than the rule allows, and the work goes on', async ({
    client,
    assert,
  }) => {
    const names = {
      screen: 'initials',
      title: 'hidden',
      feed: 'code',
      print: 'code',
      mail: 'hidden',
    }
    const { nordlys, signe, ida } = await strictClinic({ names })
    await switchOn(nordlys, 'calendar-mask')
    const clara = await at(nordlys, () => aClient())

    const list = await textOf(client.get('/clients').as(signe))
    assert.include(list, 'C. Ø.')
    assert.notInclude(list, 'Østergaard')
    const changed = await client
      .put(`/clients/${clara.id}`)
      .form({ firstName: 'Clara', lastName: 'Østergaard', phone: '20 12 34 57' })
      .as(signe)
    changed.assertStatus(303)
    const page = await textOf(client.get('/strict-mode').as(ida))
    assert.include(page, 'Nobody sees more of a name than this, anywhere.')
  })
})

test.group('Strict mode: keys', () => {
  test('are not kept by browsers, and open as before', async ({ client, assert }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    const before = await textOf(client.get('/').as(signe))
    assert.match(before, /keys-lock-may-keep-value="true"/)
    assert.match(before, /data-keys-lock-key-value="[\w-]+"/)

    await switchOn(all.nordlys, 'strict-mode')
    await rulesOn(all.nordlys, { keys_on_device: {} })
    const after = await textOf(client.get('/').as(signe))
    assert.match(after, /keys-lock-may-keep-value="false"/)
    assert.match(after, /data-keys-lock-minutes-value="15"/)
    await rulesOn(all.nordlys, { keys_lock: { lockMinutes: 3 } })
    const sooner = await textOf(client.get('/').as(signe))
    assert.match(sooner, /data-keys-lock-minutes-value="3"/)
    assert.match(after, /data-keys-lock-key-value="[\w-]+"/)
  })

  test('lock before the session ends, whatever was chosen for either', async ({
    client,
    assert,
  }) => {
    const all = await ringless()
    const signe = await withKey(all.signe)
    await switchOn(all.nordlys, 'strict-mode')
    const cases = [
      { idle: 20, lockMinutes: 5, locksAfter: 5 },
      { idle: 5, lockMinutes: 30, locksAfter: 4 },
      { idle: 2, lockMinutes: 30, locksAfter: 1 },
      { idle: 120, lockMinutes: 30, locksAfter: 15 },
    ]
    for (const { idle, lockMinutes, locksAfter } of cases) {
      const rules = { automatic_sign_out: { minutes: idle }, keys_lock: { lockMinutes } }
      await rulesOn(all.nordlys, rules)
      const page = await textOf(client.get('/').as(signe))
      const [, seconds] = /data-session-end-seconds-value="(\d+)"/.exec(page)!
      assert.include(page, `data-keys-lock-minutes-value="${locksAfter}"`)
      assert.isBelow(locksAfter * 60, Number(seconds))
    }
  })

  test('that browsers may keep are named: time does not lock them', async ({ client, assert }) => {
    const { ida, nordlys } = await strictClinic({ keys_lock: { lockMinutes: 5 } })
    const page = await textOf(client.get('/strict-mode').as(ida))
    assert.include(page, '4 members may let a browser keep the key')
    await rulesOn(nordlys, { keys_on_device: {} })
    const both = await textOf(client.get('/strict-mode').as(ida))
    assert.notInclude(both, 'may let a browser keep the key, and time')
    assert.include(both, 'Keys lock after 5 minutes at most.')
  })
})

test.group('Strict mode: notifications', () => {
  const TELLING = /Physiotherapy|Signe|Clara|Østergaard|Nordlys/

  test('to who books online tell of a time, and the booking is made', async ({
    client,
    assert,
  }) => {
    const all = await taking()
    await switchOn(all.nordlys, 'strict-mode')
    await bookOnline(client, all, minuteIn(3, '10:00'))
    const [telling] = await mailsOf(all.nordlys)
    assert.match(telling.text!, TELLING)

    await rulesOn(all.nordlys, { notifications: {} })
    await bookOnline(client, all, minuteIn(4, '10:00'))
    const [, mail] = await mailsOf(all.nordlys)
    for (const words of [mail.subject, mail.text, mail.html]) assert.notMatch(words!, TELLING)
    assert.lengthOf(await at(all.nordlys, () => Booking.query()), 2)
  })
})

test.group('Strict mode: feeds', () => {
  test('answer as those that have ended, and none can be made', async ({ client, assert }) => {
    const { nordlys, signe, ida } = await strictClinic()
    const by = { member: signe.member, address: null }
    const token = await at(nordlys, () => CalendarFeed.open(signe.member, 'full', by))
    const path = `/feeds/${token}.ics`
    const before = await client.get(path).at(signe.host)
    before.assertStatus(200)

    const preview = await textOf(client.get('/strict-mode/rules/feeds').as(ida))
    assert.include(preview, 'The secret address of 1 of 4 members answers no more.')
    await rulesOn(nordlys, { feeds: {} })
    const after = await client.get(path).at(signe.host)
    const never = await client.get(`/feeds/${'x'.repeat(43)}.ics`).at(signe.host)
    after.assertStatus(404)
    assert.equal(after.text(), never.text())
    const page = await textOf(client.get('/security/calendar-feed').as(signe))
    assert.include(page, 'Your clinic does not allow calendars to be read')
    const made = await client.post('/security/calendar-feed').form({ names: 'code' }).as(signe)
    made.assertStatus(422)
    const calendar = await client.get('/calendar').as(signe)
    calendar.assertStatus(200)
  })
})
