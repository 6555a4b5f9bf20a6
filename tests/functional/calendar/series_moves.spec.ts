import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import { DateTime } from 'luxon'
import Appointment from '#models/appointment'
import Holiday from '#models/holiday'
import Recurrence from '#models/recurrence'
import TimeOff from '#models/time_off'
import { aRoom, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people, type People } from '#tests/people'

/** Four Tuesdays at 13:00 with Signe. */
async function weekly({ nordlys, signe }: People) {
  const rule = { unit: 'week', every: 1, count: 4 } as const
  const { appointments } = await at(nordlys, () =>
    Recurrence.book(planOf(signe, '13:00'), rule, { by: SERVER, onTaken: 'refuse' })
  )
  return appointments
}

/** When each of the series is, how long, and with whom. */
function series({ nordlys, mads }: People) {
  return at(nordlys, async () => {
    const rows = await Appointment.query().whereNotNull('recurrence_id').orderBy('starts_at')
    return rows.map(({ wallStart, minutes, memberId }) =>
      [wallStart.slice(5), minutes, ...(memberId === mads.member.id ? ['Mads'] : [])].join(' ')
    )
  })
}

function momentsOf(from: string, until: string) {
  return { startsAt: DateTime.fromISO(from), endsAt: DateTime.fromISO(until) }
}

test.group('Dragging appointments that repeat', () => {
  test('{scope} of them')
    .with([
      { scope: 'one', moved: ['06-15', '06-24', '06-29', '07-06'] },
      { scope: 'later', moved: ['06-15', '06-24', '07-01', '07-08'] },
      { scope: 'all', moved: ['06-17', '06-24', '07-01', '07-08'] },
    ])
    .run(async ({ client, assert }, { scope, moved }) => {
      const all = await people()
      const [, second] = await weekly(all)
      const drag = (values: object) =>
        client.post(`/appointments/${second.id}/moves`).as(all.jonas).json(values)
      const to = { wall: '2027-06-24T13:00', minutes: 50, scope }
      const outdated = await drag({ ...to, seen: second.sequence + 1 }).header(
        'accept',
        'application/json'
      )
      outdated.assertStatus(422)
      const answer = await drag({ ...to, seen: second.sequence })
      assert.deepEqual(
        await series(all),
        moved.map((date) => `${date}T13:00 50`)
      )
      if (scope === 'one') return answer.assertStatus(204)
      assert.deepEqual(answer.body(), {
        message: `${scope === 'all' ? 4 : 3} appointments are moved.`,
      })

      // The way back: what was moved with others is one series.
      await drag({ wall: '2027-06-22T13:00', minutes: 50, scope: 'all' })
      assert.deepEqual(
        await series(all),
        ['06-15', '06-22', '06-29', '07-06'].map((date) => `${date}T13:00 50`)
      )
    })

  test('longer, and to another member; what was not dragged each keeps', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const [first, second] = await weekly(all)
    await at(all.nordlys, () => second.move({ minutes: 30 }, { by: SERVER }))
    const drag = (values: object) =>
      client
        .post(`/appointments/${first.id}/moves`)
        .as(all.jonas)
        .json({ wall: `${TUESDAY}T13:00`, scope: 'all', ...values })
    await drag({ minutes: 50, memberId: all.mads.member.id })
    assert.deepEqual(await series(all), [
      '06-15T13:00 50 Mads',
      '06-22T13:00 30 Mads',
      '06-29T13:00 50 Mads',
      '07-06T13:00 50 Mads',
    ])
    const room = await at(all.nordlys, () => aRoom())
    await drag({ minutes: 90, roomId: room.id })
    const rows = await series(all)
    assert.isTrue(rows.every((row) => row.endsWith(' 90 Mads')))
    const rooms = await at(all.nordlys, () => Appointment.query().where('room_id', room.id))
    assert.lengthOf(rooms, 4)
  })

  test('asks first where nobody works at some of the new times: how many, when and why', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const { nordlys, signe, mads, jonas } = all
    const [first, , , lastOne] = await weekly(all)
    await at(nordlys, async () => {
      await Holiday.close([{ date: '2027-06-22', name: 'Summer party' }], { by: SERVER })
      const away = {
        kind: 'other' as const,
        ...momentsOf('2027-07-06T13:00Z', '2027-07-06T14:00Z'),
      }
      await TimeOff.take(signe.member, away, { by: SERVER })
    })
    const drag = (time: string, values: object = {}) =>
      client
        .post(`/appointments/${first.id}/moves`)
        .as(jonas)
        .header('accept', 'application/json')
        .json({ wall: `${TUESDAY}T${time}`, scope: 'all', ...values })
    const before = await series(all)
    const refused = await drag('15:00')
    refused.assertStatus(422)
    assert.containsSubset(refused.body().errors, [
      {
        field: 'despiteClosed',
        message:
          'At 2 of the 4 new times nobody works: Tue, June 22 (Summer party), Tue, July 6 (Away). Move them there all the same, or cancel.',
      },
    ])
    assert.deepEqual(await series(all), before)
    // Mads is not away, and on a holiday nobody is there.
    const withMads = await drag('15:00', { memberId: mads.member.id })
    assert.include(
      withMads.body().errors[0].message,
      'At one of the 4 new times nobody works: Tue, June 22'
    )

    const moved = await drag('15:00', { despiteClosed: true })
    assert.deepEqual(moved.body(), { message: '4 appointments are moved.' })
    assert.deepEqual(
      await series(all),
      before.map((each) => each.replace('13:00', '15:00'))
    )
    // The last one alone, as "this and those after it".
    const last = await client
      .post(`/appointments/${lastOne.id}/moves`)
      .as(jonas)
      .header('accept', 'application/json')
      .json({ wall: '2027-06-22T16:00', scope: 'later' })
    assert.equal(
      last.body().errors[0].message,
      'At the new time nobody works: Tue, June 22 (Summer party). Move it there all the same, or cancel.'
    )
    // Where nothing moves, nothing is asked.
    const stays = await drag('15:00')
    stays.assertStatus(200)
  })

  test('names the dates that are taken, and does what is said about them', async ({
    client,
    assert,
  }) => {
    const all = await people()
    const [first] = await weekly(all)
    await at(all.nordlys, () => book(planOf(all.signe, '', { wall: '2027-06-29T15:00' })))
    const drag = (onTaken?: string, by = all.jonas) =>
      client
        .post(`/appointments/${first.id}/moves`)
        .as(by)
        .header('accept', 'application/json')
        .json({ wall: `${TUESDAY}T15:00`, minutes: 50, scope: 'all', onTaken })
    const before = await series(all)
    for (const refused of [await drag(), await drag('refuse'), await drag('overbook', all.signe)]) {
      refused.assertStatus(422)
      assert.containsSubset(refused.body().errors, [{ field: 'onTaken' }])
      assert.include(refused.body().errors[0].message, 'One date is taken: June 29.')
    }
    assert.deepEqual(await series(all), before)

    const skipped = await drag('skip')
    assert.deepEqual(skipped.body(), {
      message: '3 appointments are moved. One stays where it was, because its new time is taken.',
    })
    assert.deepEqual(await series(all), [
      '06-15T15:00 50',
      '06-22T15:00 50',
      '06-29T13:00 50',
      '07-06T15:00 50',
    ])
    const stranger = await drag('skip', all.freja)
    stranger.assertStatus(404)
  })

  test('{scope}: lies over another only where it is put there, and is marked only there')
    .with(['one', 'all'])
    .run(async ({ client, assert }, scope) => {
      const all = await people()
      const [first, , third] = await weekly(all)
      await at(all.nordlys, () => book(planOf(all.signe, '', { wall: '2027-06-29T15:00' })))
      const dragged = scope === 'all' ? first : third
      const drag = (time: string, onTaken?: string) =>
        client
          .post(`/appointments/${dragged.id}/moves`)
          .as(all.jonas)
          .header('accept', 'application/json')
          .json({ wall: `${dragged.wallStart.slice(0, 10)}T${time}`, minutes: 50, scope, onTaken })
      const over = () =>
        at(all.nordlys, async () => {
          const rows = await Appointment.query().where('is_overbooked', true)
          return rows.map(({ id }) => id)
        })
      await drag('15:00', 'overbook')
      assert.deepEqual(await over(), [third.id])
      await drag('13:00')
      assert.deepEqual(await over(), [], 'nothing lies there')
      const refused = await drag('15:00')
      refused.assertStatus(422)
      await drag('15:00', 'overbook')
      assert.deepEqual(await over(), [third.id], 'the way back of what lay over another')
    })
})
