import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { SERVER } from '#audit/actor'
import type { Rule } from '#calendar/repeating/recurrence'
import Appointment from '#models/appointment'
import Holiday from '#models/holiday'
import Recurrence from '#models/recurrence'
import { aClient, book, planOf, TUESDAY } from '#tests/calendar'
import { at, countQueries, people, type People } from '#tests/people'

const by = { by: SERVER }

/** Six Tuesdays at 13:00 with Signe, for Anna. */
async function weekly(all: People, rule: Rule = { unit: 'week', every: 1, count: 6 }) {
  return at(all.nordlys, async () => {
    const anna = await aClient('Anna', 'Lind')
    const asked = { ...by, clients: [anna], onTaken: 'refuse' } as const
    const { appointments } = await Recurrence.book(planOf(all.signe, '13:00'), rule, asked)
    return appointments
  })
}

/** What the form sends when nothing was touched but what is named. */
function changing(client: ApiClient, { jonas, signe }: People, appointment: Appointment) {
  const [date, time] = appointment.wallStart.split('T')
  const now = { unit: 'week', every: '1', ends: 'until', until: '2027-07-20', count: '6' }
  return (scope: string, repeat: object = {}, more: object = {}) =>
    client
      .put(`/appointments/${appointment.id}`)
      .as(jonas)
      .form({
        ...{ date, time, minutes: 50, memberId: signe.member.id, scope },
        ...{ repeat: { ...now, ...repeat }, ...more },
      })
}

function shown({ nordlys }: People, cancelled = false) {
  return at(nordlys, async () => {
    const rows = await Appointment.query()
      .whereNotNull('recurrence_id')
      .if(
        cancelled,
        (query) => query.orWhere('status', 'cancelled'),
        (query) => query.whereNot('status', 'cancelled')
      )
      .orderBy('starts_at')
    return rows.map(
      ({ wallStart, status }) => wallStart.slice(5) + (status === 'booked' ? '' : ` ${status}`)
    )
  })
}

function rules({ nordlys }: People) {
  return at(nordlys, async () => {
    const found = await Recurrence.query().orderBy('wall_start')
    return found.map(({ wallStart, rule }) => `${wallStart.slice(5)} ${rule}`)
  })
}

test.group('Another rule for appointments that repeat', () => {
  test('every second week from the third on: those between are cancelled, the rest stays what it was', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all)
    await at(all.nordlys, () => rows[4].revise({ note: 'Bring shoes' }, by))
    const saved = await changing(client, all, rows[2])('later', { every: '2' })
    saved.assertStatus(303)
    assert.deepEqual(await shown(all, true), [
      '06-15T13:00',
      '06-22T13:00',
      '06-29T13:00',
      '07-06T13:00 cancelled',
      '07-13T13:00',
      '07-20T13:00 cancelled',
    ])
    assert.deepEqual(await rules(all), [
      '06-15T13:00 FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270628T235959',
      '06-29T13:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270720T235959',
    ])
    const kept = await at(all.nordlys, () => Appointment.findOrFail(rows[4].id))
    assert.equal(kept.note, 'Bring shoes')

    // And back again: what was cancelled by the rule is booked anew.
    await changing(client, all, rows[2])('all', { every: '1' })
    assert.deepEqual(await shown(all), [
      '06-15T13:00',
      '06-22T13:00',
      '06-29T13:00',
      '07-06T13:00',
      '07-13T13:00',
      '07-20T13:00',
    ])
  })

  test('another weekday for all: new dates are booked for the same client, and none twice', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all, { unit: 'week', every: 1, count: 3 })
    // Cancelled by itself: another rule does not bring it back.
    await at(all.nordlys, () => rows[1].cancel('Holiday', by))
    const change = changing(client, all, rows[2])
    const asked = { weekdays: ['2', '4'], until: '2027-07-02' }
    const saved = await change('all', asked)
    saved.assertStatus(303)
    const expected = ['06-15T13:00', '06-17T13:00', '06-24T13:00', '06-29T13:00', '07-01T13:00']
    assert.deepEqual(await shown(all), expected)
    assert.deepEqual(await rules(all), [
      '06-15T13:00 FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;UNTIL=20270702T235959',
    ])
    await at(all.nordlys, async () => {
      const booked = await Appointment.query()
        .whereNot('status', 'cancelled')
        .preload('attendances')
      assert.isTrue(booked.every(({ attendances }) => attendances.length === 1))
      assert.isTrue(booked.every(({ minutes, memberId }) => minutes === 50 && memberId !== null))
    })
    await change('all', asked)
    assert.deepEqual(await shown(all), expected)
  })

  test('another time, day and rule at once; a longer end books more', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all, { unit: 'week', every: 1, count: 2 })
    const moved = { date: '2027-06-16', time: '09:00', title: 'Training' }
    await changing(client, all, rows[0])('all', { ends: 'count', count: '4' }, moved)
    assert.deepEqual(await shown(all), ['06-16T09:00', '06-23T09:00', '06-30T09:00', '07-07T09:00'])
    const titles = await at(all.nordlys, () => Appointment.query().where('title', 'Training'))
    assert.lengthOf(titles, 4)
  })

  test('brings none to dates on which nobody works, where that is meant; what is there stays', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const [first] = await weekly(all)
    await at(all.nordlys, () =>
      Holiday.close(
        ['2027-06-22', '2027-08-03'].map((date) => ({ date, name: 'Summer party' })),
        by
      )
    )
    const form = { repeat: { unit: 'week', every: '1', ends: 'until', until: '2027-08-10' } }
    const preview = (until: string) =>
      client
        .post(`/appointments/${first.id}/dates`)
        .as(all.jonas)
        .form({
          ...{ date: TUESDAY, time: '13:00', minutes: 50, memberId: all.signe.member.id },
          ...{ scope: 'all', repeat: { ...form.repeat, until } },
        })
    const offered = await preview('2027-08-10')
    assert.include(offered.text(), 'On 2 of them nobody works.')
    assert.include(offered.text(), 'Leave out the new dates on which nobody works')
    // The one that is closed by now was booked before.
    const without = await preview('2027-07-27')
    assert.include(without.text(), 'On one of them nobody works.')
    assert.notInclude(without.text(), 'Leave out the new dates')

    await changing(client, all, first)('all', form.repeat, { onlyOpen: 'on' })
    const dates = ['06-15', '06-22', '06-29', '07-06', '07-13', '07-20', '07-27', '08-10']
    assert.deepEqual(
      await shown(all),
      dates.map((date) => `${date}T13:00`)
    )
    // Without the box it comes back.
    await changing(client, all, first)('all', { ...form.repeat, until: '2027-08-17' })
    const whole = await shown(all)
    assert.deepEqual(
      whole.slice(-3),
      ['08-03', '08-10', '08-17'].map((date) => `${date}T13:00`)
    )
  })

  test('an untouched rule is no other rule, and for one alone the rule does not count', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all)
    const change = changing(client, all, rows[1])
    await change('later', {}, { time: '14:00' })
    await changing(client, all, rows[0])('one', { every: '4' }, { time: '08:00' })
    assert.deepEqual(await shown(all), [
      '06-15T08:00',
      '06-22T14:00',
      '06-29T14:00',
      '07-06T14:00',
      '07-13T14:00',
      '07-20T14:00',
    ])
    const [, later] = await rules(all)
    assert.include(later, 'INTERVAL=1;BYDAY=TU;COUNT=5')
  })

  test('what is in the way is named beside the field, and nothing is changed', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all, { unit: 'week', every: 1, count: 3 })
    await at(all.nordlys, () => book(planOf(all.signe, '', { wall: '2027-06-24T13:15' })))
    const change = changing(client, all, rows[0])
    const asked = { weekdays: ['2', '4'], until: '2027-07-01' }
    const before = [await shown(all), await rules(all)]
    const refused = await change('all', asked)
    refused.assertStatus(422)
    assert.include(refused.text(), 'One date is taken: June 24.')
    assert.include(refused.text(), 'Leave these where they are')
    assert.deepEqual([await shown(all), await rules(all)], before)

    const skipped = await change('all', asked, { onTaken: 'skip' })
    skipped.assertStatus(303)
    assert.deepEqual(await shown(all), [
      '06-15T13:00',
      '06-17T13:00',
      '06-22T13:00',
      '06-29T13:00',
      '07-01T13:00',
    ])
  })

  test('{name}: {sentence}')
    .with([
      { name: 'one left', repeat: { until: TUESDAY }, sentence: 'one appointment only' },
      { name: 'too long', repeat: { until: '2029-07-01' }, sentence: 'two years' },
      { name: 'no date', repeat: { until: '' }, sentence: 'is missing' },
      {
        name: 'ends before it',
        repeat: { ends: 'count', count: '2' },
        sentence: 'itself would be left out',
      },
    ])
    .run(async ({ client, assert }, { repeat, sentence }) => {
      const all = await people()
      const rows = await weekly(all)
      const before = await shown(all)
      const refused = await changing(client, all, rows[3])('all', repeat)
      refused.assertStatus(422)
      assert.include(refused.text(), sentence)
      assert.deepEqual(await shown(all), before)
    })

  test('the dates are shown before, with those that fall away, whatever their number', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const rows = await weekly(all)
    await at(all.nordlys, () => book(planOf(all.signe, '', { wall: '2027-07-01T13:15' })))
    const asking = (scope: string, repeat: object, person = all.jonas) =>
      client
        .post(`/appointments/${rows[2].id}/dates`)
        .as(person)
        .form({
          ...{ date: '2027-06-29', time: '13:00', minutes: 50, memberId: all.signe.member.id },
          ...{ scope, repeat: { unit: 'week', every: '2', ends: 'until', until: '2027-07-20' } },
          ...(Object.keys(repeat).length && { repeat }),
        })
    const two = await asking('later', {})
    assert.include(two.text(), 'Every second Tuesday until July 20, 2027')
    assert.include(
      two.text(),
      '2 dates. All are free. 2 appointments on other dates are cancelled.'
    )
    const thursdays = { unit: 'week', every: '1', weekdays: ['2', '4'], ends: 'count', count: '4' }
    const taken = await asking('later', thursdays)
    assert.include(taken.text(), '4 dates. One is taken.')
    const nothing = await asking('one', thursdays)
    assert.include(nothing.text(), 'As it was.')
    const before = await shown(all)
    assert.lengthOf(before, 6)
    const many = { ...thursdays, count: '80' }
    assert.equal(
      await countQueries(() => asking('later', many)),
      await countQueries(() => asking('later', thursdays))
    )
    const stranger = await asking('later', thursdays, all.freja)
    stranger.assertStatus(404)
  })
})
