import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { momentOf, wallOf } from '#calendar/wall_time'
import { outOfQuiet, quietSpan } from '../../models/quiet_hours.js'
import { nominalMoment } from '../../models/timing.js'

const COPENHAGEN = 'Europe/Copenhagen'

function appointment(wallStart: string, zone = COPENHAGEN) {
  return { wallStart, zone, startsAt: momentOf(wallStart, zone) }
}

function hours(amount: number) {
  return { unit: 'hours', amount, clock: null } as const
}

function days(amount: number, clock: string) {
  return { unit: 'days', amount, clock } as const
}

/** What the clocks show when the reminder is sent, and how many hours pass until the appointment. */
function sent(rule: ReturnType<typeof hours | typeof days>, dated: ReturnType<typeof appointment>) {
  const moment = nominalMoment(rule, dated)
  return [wallOf(moment, dated.zone), dated.startsAt.diff(moment).as('hours')]
}

test.group('When a reminder is due', () => {
  const cases = [
    ['an ordinary day', '2027-06-15T10:00', ['2027-06-14T10:00', 24], ['2027-06-14T09:00', 25]],
    ['clocks go forward', '2027-03-28T10:00', ['2027-03-27T09:00', 24], ['2027-03-27T09:00', 24]],
    ['the day after that', '2027-03-29T10:00', ['2027-03-28T10:00', 24], ['2027-03-28T09:00', 25]],
    ['clocks go back', '2027-10-31T10:00', ['2027-10-30T11:00', 24], ['2027-10-30T09:00', 26]],
    ['the day after that', '2027-11-01T10:00', ['2027-10-31T10:00', 24], ['2027-10-31T09:00', 25]],
  ] as const

  test('{0}: 24 hours before {1} is {2}, a day before at nine is {3}')
    .with(cases.map((row) => row))
    .run(({ assert }, [, wall, byHours, byDays]) => {
      assert.deepEqual(sent(hours(24), appointment(wall)), [...byHours])
      assert.deepEqual(sent(days(1, '09:00'), appointment(wall)), [...byDays])
    })

  test('at a time of day that clocks jump over or show twice', ({ assert }) => {
    const moment = (wall: string) =>
      nominalMoment(days(1, '02:30'), appointment(wall)).setZone(COPENHAGEN).toISO()
    assert.equal(moment('2027-03-29T10:00'), '2027-03-28T03:30:00.000+02:00')
    assert.equal(moment('2027-11-01T10:00'), '2027-10-31T02:30:00.000+02:00')
  })

  test('hours are always so many hours, days are always that time of day', ({ assert }) => {
    const zones = [COPENHAGEN, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo']
    const minute = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        minute,
        fc.integer({ min: 1, max: 72 }),
        (zone, m, n) => {
          const moment = DateTime.fromISO('2027-01-01T00:00Z').plus({ minutes: m })
          const dated = appointment(wallOf(moment, zone), zone)
          const byHours = nominalMoment(hours(n), dated)
          assert.equal(dated.startsAt.diff(byHours).as('hours'), n)

          const [date, time] = wallOf(nominalMoment(days(n, '12:00'), dated), zone).split('T')
          const expected = DateTime.fromISO(dated.wallStart.slice(0, 10)).minus({ days: n })
          assert.deepEqual([date, time], [expected.toISODate(), '12:00'])
        }
      )
    )
  })
})

test.group('Quiet hours', () => {
  const NIGHT = { hasQuietHours: true, quietFrom: '21:00', quietUntil: '08:00' }
  const cases = [
    // [would be sent, appointment, is sent]
    ['2027-06-14T20:59', '2027-06-15T20:59', '2027-06-14T20:59'],
    ['2027-06-14T21:00', '2027-06-15T21:00', '2027-06-15T08:00'],
    ['2027-06-15T03:00', '2027-06-15T12:00', '2027-06-15T08:00'],
    ['2027-06-15T07:59', '2027-06-15T09:00', '2027-06-15T08:00'],
    ['2027-06-15T07:59', '2027-06-15T08:59', '2027-06-14T21:00'],
    ['2027-06-15T08:00', '2027-06-15T09:00', '2027-06-15T08:00'],
    ['2027-06-14T23:30', '2027-06-15T07:30', '2027-06-14T21:00'],
    // The nights in which clocks change.
    ['2027-03-28T01:30', '2027-03-28T12:00', '2027-03-28T08:00'],
    ['2027-10-31T02:30', '2027-10-31T07:00', '2027-10-30T21:00'],
  ] as const

  test('what would go out at {0} for {1} goes out at {2}')
    .with(cases.map((row) => row))
    .run(({ assert }, [moment, start, expected]) => {
      const shifted = outOfQuiet(momentOf(moment, COPENHAGEN), appointment(start), NIGHT)
      assert.equal(wallOf(shifted, COPENHAGEN), expected)
    })

  test('may lie within a day, and may be none', ({ assert }) => {
    const noon = { ...NIGHT, quietFrom: '12:00', quietUntil: '13:30' }
    const at = (wall: string) => momentOf(wall, COPENHAGEN)
    const shown = (wall: string, quiet = noon) => {
      const span = quietSpan(at(wall), COPENHAGEN, quiet)
      return span && [wallOf(span.from, COPENHAGEN), wallOf(span.until, COPENHAGEN)]
    }
    assert.isNull(shown('2027-06-15T11:59'))
    assert.deepEqual(shown('2027-06-15T13:29'), ['2027-06-15T12:00', '2027-06-15T13:30'])
    assert.isNull(shown('2027-06-15T13:30'))
    assert.isNull(shown('2027-06-15T12:30', { ...noon, hasQuietHours: false }))
    assert.isNull(shown('2027-06-15T12:30', { ...noon, quietUntil: '12:00' }))
  })
})
