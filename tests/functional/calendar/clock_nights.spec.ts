import { test } from '@japa/runner'
import { drawnMinutes } from '#calendar/drawn_minutes'
import { momentOf, wallOf } from '#calendar/wall_time'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import { book, planOf } from '#tests/calendar'
import { at, people, type People } from '#tests/people'

/** Nights in which clocks change: what an appointment is made longer to, and how many minutes that really is. */
const NIGHTS = [
  // From 02:00 to 03:00, and back.
  { zone: 'Europe/Copenhagen', from: '2027-03-28T01:30', until: '03:30', minutes: 60 },
  { zone: 'Europe/Copenhagen', from: '2027-10-31T01:30', until: '03:00', minutes: 150 },
  { zone: 'America/New_York', from: '2027-03-14T01:30', until: '03:30', minutes: 60 },
  { zone: 'America/New_York', from: '2027-11-07T00:30', until: '02:30', minutes: 180 },
  // Half an hour, at two o'clock too, forward in October.
  { zone: 'Australia/Lord_Howe', from: '2027-10-03T01:30', until: '03:00', minutes: 60 },
  { zone: 'Australia/Lord_Howe', from: '2027-04-04T01:00', until: '02:30', minutes: 120 },
  // A day like any other.
  { zone: 'Asia/Tokyo', from: '2027-03-28T01:30', until: '03:30', minutes: 120 },
]

async function halfAnHour({ nordlys, signe }: People, zone: string, wall: string) {
  return at(nordlys, async () => {
    await clinicSettings.write({ ...clinicSettings.read(), timeZone: zone })
    return book(planOf(signe, '', { wall, minutes: 30 }))
  })
}

test.group('Drawing an appointment longer', () => {
  test('in {zone} from {from} until {until} makes {minutes} real minutes of it, and back')
    .with(NIGHTS)
    .run(async ({ client, assert }, { zone, from, until, minutes }) => {
      const all = await people()
      const { id } = await halfAnHour(all, zone, from)
      const end = `${from.slice(0, 10)}T${until}`
      const resize = (to: object) =>
        client
          .post(`/appointments/${id}/moves`)
          .as(all.jonas)
          .json({ wall: from, ...to })
      const now = () => at(all.nordlys, () => Appointment.findOrFail(id))

      await resize({ end })
      const longer = await now()
      assert.equal(longer.minutes, minutes)
      assert.equal(longer.wallStart, from)
      assert.equal(wallOf(longer.endsAt, zone), end)
      await resize({ minutes: 30 })
      const { minutes: before } = await now()
      assert.equal(before, 30)
    })

  test('of a time that clocks show twice the nearer one is meant, and what they jump over ends with the jump', async ({
    assert,
  }) => {
    const { nordlys } = await people()
    const zone = 'Europe/Copenhagen'
    await at(nordlys, async () => {
      const night = (date: string, minutes: number, end: string) => {
        const startsAt = momentOf(`${date}T01:30`, zone)
        return drawnMinutes(startsAt, `${date}T${end}`, startsAt.plus({ minutes }))
      }
      // It ends at the first 02:00, or at the second 02:45.
      assert.equal(night('2027-10-31', 30, '02:30'), 60)
      assert.equal(night('2027-10-31', 135, '02:30'), 120)
      assert.equal(night('2027-10-31', 135, '03:00'), 150)
      assert.equal(night('2027-03-28', 60, '02:30'), 30)
      // Nothing ends before it began, and a day is the most, also where it has 25 hours.
      assert.equal(night('2027-06-15', 60, '01:15'), 5)
      assert.equal(drawnMinutes(momentOf('2027-10-30T12:00', zone), '2027-10-31T12:00'), 1440)
    })
  })

  test('something new in {zone} from {from} until {until} is begun with {minutes} minutes')
    .with(NIGHTS)
    .run(async ({ client, assert }, { zone, from, until, minutes }) => {
      const { nordlys, jonas } = await people()
      await at(nordlys, () => clinicSettings.write({ ...clinicSettings.read(), timeZone: zone }))
      const end = `${from.slice(0, 10)}T${until}`
      const lengthIn = async (begun: object) => {
        const page = await client.get('/appointments/new').qs(begun).as(jonas)
        return /<input[^>]* name="minutes"[^>]*>/.exec(page.text())![0]
      }
      assert.include(await lengthIn({ start: from, end }), `value="${minutes}"`)
      assert.include(await lengthIn({ start: from, end, minutes: 45 }), 'value="45"')
      assert.notMatch(await lengthIn({ start: from, end: 'noon' }), /value="\d/)
    })

  test('{wall} until {end} is refused')
    .with([
      { wall: '2027-06-31T10:00', end: '2027-06-31T11:00' },
      { wall: '2027-06-15T10:00', end: '2027-06-17T10:00' },
      { wall: '2027-06-15T10:00', end: 'noon' },
      { wall: '2027-06-15T13:00T' },
      { wall: '2027-06-15T10:00', end: '2027-06-15T11:00T12:00' },
    ])
    .run(async ({ client, assert }, target) => {
      const all = await people()
      const { id } = await halfAnHour(all, 'Europe/Copenhagen', '2027-06-15T10:00')
      const answer = await client
        .post(`/appointments/${id}/moves`)
        .as(all.jonas)
        .header('accept', 'application/json')
        .json(target)
      answer.assertStatus(422)
      const { minutes } = await at(all.nordlys, () => Appointment.findOrFail(id))
      assert.equal(minutes, 30)
    })
})

test.group('Dragging what a colleague has moved meanwhile', () => {
  test('to {movedTo}: it stays there, and who drags is told')
    .with([
      { movedTo: '2027-06-15T14:00' },
      { movedTo: '2027-06-15T08:00' },
      { movedTo: '2027-06-10T10:00' },
    ])
    .run(async ({ client, assert }, { movedTo }) => {
      const all = await people()
      const wall = '2027-06-15T10:00'
      const { id, sequence: seen } = await halfAnHour(all, 'Europe/Copenhagen', wall)
      const drag = (to: object) =>
        client
          .post(`/appointments/${id}/moves`)
          .as(all.jonas)
          .header('accept', 'application/json')
          .json(to)
      const now = () =>
        at(all.nordlys, async () => {
          const { wallStart, minutes, sequence } = await Appointment.findOrFail(id)
          return { wallStart, minutes, sequence }
        })
      await drag({ wall: movedTo, seen })
      const moved = await now()
      assert.deepEqual(moved, { wallStart: movedTo, minutes: 30, sequence: seen + 1 })
      for (const to of [{ wall, end: '2027-06-15T11:30' }, { wall: '2027-06-15T16:00' }]) {
        const refused = await drag({ ...to, seen })
        refused.assertStatus(422)
        assert.containsSubset(refused.body().errors, [
          {
            field: 'form',
            message:
              'This appointment has been changed meanwhile, and was not moved. The calendar shows it as it is now.',
          },
        ])
        assert.deepEqual(await now(), moved)
      }
      // Who does not say what was seen, means the times that were sent.
      await drag({ wall, end: '2027-06-15T11:30' })
      const { wallStart, minutes } = await now()
      assert.deepEqual([wallStart, minutes], [wall, 90])
    })
})
