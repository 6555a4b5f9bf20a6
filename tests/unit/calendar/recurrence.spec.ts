import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { timeColumns } from '#calendar/plan'
import {
  MOST_OCCURRENCES,
  occurrences,
  problemOf,
  readRule,
  type Rule,
  ruleText,
} from '#calendar/repeating/recurrence'
import { SeriesShift } from '#calendar/repeating/series_shift'
import { wallOf } from '#calendar/wall_time'

/** Zones with the nights in which their clocks change, in either direction; Tokyo's never do. */
const ZONES = {
  'Europe/Copenhagen': ['2026-03-29', '2026-10-25'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Asia/Tokyo': ['2026-03-29', '2026-10-25'],
}
const cases = Object.entries(ZONES).flatMap(([zone, days]) => days.map((day) => ({ zone, day })))

/** A start in the weeks before the clocks change, at any minute of the day, on both sides of noon. */
const startBefore = (day: string) =>
  fc
    .record({ days: fc.integer({ min: 0, max: 40 }), minute: fc.integer({ min: 0, max: 1439 }) })
    .map(({ days, minute }) =>
      DateTime.fromISO(day, { zone: 'utc' })
        .minus({ days })
        .plus({ minutes: minute })
        .toFormat("yyyy-MM-dd'T'HH:mm")
    )

const rules: fc.Arbitrary<Rule> = fc.record({
  unit: fc.constantFrom('day', 'week', 'month'),
  every: fc.integer({ min: 1, max: 4 }),
  monthlyBy: fc.constantFrom('date', 'weekday'),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  count: fc.integer({ min: 2, max: 25 }),
})

const dateOf = (wall: string) => wall.slice(0, 10)
const days = (wall: string) => DateTime.fromISO(dateOf(wall), { zone: 'utc' }).toMillis() / 864e5

test.group('Recurrence', () => {
  test('{zone} around {day}: the clock on the wall shows the same each time')
    .with(cases)
    .run(({ assert }, { zone, day }) => {
      fc.assert(
        fc.property(startBefore(day), rules, (wall, rule) => {
          const found = occurrences(wall, rule)
          assert.lengthOf(found, rule.count!)
          assert.equal(found[0], wall)
          for (const each of found) {
            assert.equal(each.slice(11), wall.slice(11))
            const { startsAt, wallStart } = timeColumns({ wall: each, minutes: 50, zone })
            assert.equal(wallStart, each)
            const shown = wallOf(startsAt, zone)
            // What clocks jump over is shown after the jump, on the same day.
            assert.equal(dateOf(shown), dateOf(each))
            if (!isSkipped(each, zone)) assert.equal(shown, each)
          }
        })
      )
    })

  test('{zone} around {day}: daily and weekly dates are as many days apart as they say')
    .with(cases)
    .run(({ assert }, { day }) => {
      fc.assert(
        fc.property(
          startBefore(day),
          fc.constantFrom(['day', 1] as const, ['week', 7] as const),
          fc.integer({ min: 1, max: 4 }),
          (wall, [unit, length], every) => {
            const found = occurrences(wall, { unit, every, count: 30 }).map(days)
            const apart = found.slice(1).map((date, nth) => date - found[nth])
            assert.deepEqual(apart, Array(29).fill(length * every))
          }
        )
      )
    })

  test('a weekly 13:00 is at 13:00 on both sides of both nights', ({ assert }) => {
    const { length } = cases.filter(({ zone, day }) => {
      const start = DateTime.fromISO(day, { zone: 'utc' }).minus({ days: 10 }).toISODate()
      const moments = occurrences(`${start}T13:00`, { unit: 'week', every: 1, count: 5 }).map(
        (wall) => timeColumns({ wall, minutes: 50, zone }).startsAt.setZone(zone)
      )
      assert.deepEqual(
        moments.map(({ hour, minute }) => [hour, minute]),
        Array(5).fill([13, 0])
      )
      return new Set(moments.map(({ offset }) => offset)).size === 2
    })
    assert.equal(length, 6, 'the clocks did change where they do')
  })

  test('months leave out the date that they do not have; a fifth weekday is the last', ({
    assert,
  }) => {
    const on = (wall: string, monthlyBy: 'date' | 'weekday') =>
      occurrences(wall, { unit: 'month', every: 1, monthlyBy, count: 4 }).map(dateOf)
    assert.deepEqual(on('2027-01-31T09:00', 'date'), [
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
      '2027-07-31',
    ])
    assert.deepEqual(on('2027-01-19T09:00', 'weekday'), [
      '2027-01-19',
      '2027-02-16',
      '2027-03-16',
      '2027-04-20',
    ])
    assert.deepEqual(on('2027-01-29T09:00', 'weekday'), [
      '2027-01-29',
      '2027-02-26',
      '2027-03-26',
      '2027-04-30',
    ])
  })

  test('several weekdays, with that of the first one always among them', ({ assert }) => {
    const rule = { unit: 'week', every: 2, weekdays: [4], until: '2027-07-01' } as const
    assert.deepEqual(occurrences('2027-06-15T13:00', { ...rule, weekdays: [4] }).map(dateOf), [
      '2027-06-15',
      '2027-06-17',
      '2027-06-29',
      '2027-07-01',
    ])
  })

  test('what ends too late, too often or at once is refused', ({ assert }) => {
    const wall = '2027-06-15T13:00'
    const problem = (rule: Partial<Rule>) =>
      problemOf(wall, { unit: 'week', every: 1, ...rule } as Rule)
    assert.isNull(problem({ until: '2029-06-15' }))
    assert.equal(problem({ until: '2029-06-16' }), 'too_long')
    assert.equal(problem({ every: 4, count: 40 }), 'too_long')
    assert.isNull(problem({ unit: 'day', count: MOST_OCCURRENCES }))
    assert.equal(problem({ unit: 'day', count: MOST_OCCURRENCES + 1 }), 'too_many')
    assert.equal(problem({ unit: 'day', until: '2029-01-01' }), 'too_many')
    assert.equal(problem({ until: '2027-06-21' }), 'once')
    assert.equal(problem({ until: '2027-06-01' }), 'once')
    assert.isNull(problem({ until: '2027-06-22' }))
  })

  test('a rule that is written down says the same when it is read', ({ assert }) => {
    assert.equal(
      ruleText('2027-06-15T13:00', { unit: 'week', every: 2, weekdays: [4], until: '2027-09-01' }),
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270901T235959'
    )
    fc.assert(
      fc.property(startBefore('2026-03-29'), rules, (wall, rule) => {
        const read = readRule(ruleText(wall, rule))
        assert.deepEqual(occurrences(wall, read), occurrences(wall, rule))
        assert.equal(ruleText(wall, read), ruleText(wall, rule))
      })
    )
  })

  test('a series moves by as much as one of it, and the rule with it', ({ assert }) => {
    fc.assert(
      fc.property(
        startBefore('2026-10-25'),
        rules.filter(({ unit }) => unit !== 'month'),
        fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
        (wall, rule, minutes) => {
          const to = DateTime.fromISO(wall, { zone: 'utc' }).plus({ minutes })
          const shift = new SeriesShift(wall, to.toFormat("yyyy-MM-dd'T'HH:mm"))
          const before = occurrences(wall, rule)
          const moved = [...shift.plan(before, rule).values()]
          const apart = moved.map(
            (each, nth) => Date.parse(`${each}Z`) - Date.parse(`${before[nth]}Z`)
          )
          assert.deepEqual(new Set(apart), new Set([minutes * 60_000]))
          // In which weeks every second one falls depends on where the series begins.
          const given = occurrences(shift.shifted(wall), {
            ...shift.ruleFrom(wall, rule),
            count: MOST_OCCURRENCES,
          })
          if (rule.every === 1) assert.includeMembers(given, moved)
        }
      )
    )
  })

  test('the third Tuesday of months becomes the third Wednesday', ({ assert }) => {
    const rule: Rule = { unit: 'month', every: 1, monthlyBy: 'weekday', count: 6 }
    const before = occurrences('2027-06-15T13:00', rule)
    const plan = new SeriesShift('2027-06-15T13:00', '2027-06-16T13:00').plan(before, rule)
    assert.deepEqual(
      [...plan].map(([from, to]) => `${dateOf(from)} ${dateOf(to)}`),
      [
        '2027-06-15 2027-06-16',
        '2027-07-20 2027-07-21',
        '2027-08-17 2027-08-18',
        '2027-09-21 2027-09-15',
        '2027-10-19 2027-10-20',
        '2027-11-16 2027-11-17',
      ]
    )
  })
})

function isSkipped(wall: string, zone: string) {
  const time = DateTime.fromISO(wall, { zone })
  return time.toFormat("yyyy-MM-dd'T'HH:mm") !== wall
}
