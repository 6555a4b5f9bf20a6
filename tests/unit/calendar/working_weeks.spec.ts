import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, datesBetween, weekdayOf } from '#calendar/dates'
import { isValidOn, type WeeklyHours, workingDays } from '#calendar/hours/working_days'
import {
  hoursOf,
  laidOver,
  weeksOf,
  without,
  WEEKDAYS,
  type WorkingWeek,
} from '#calendar/hours/working_weeks'

const MONDAY = '2027-06-14'
const RANGE = { from: addDays(MONDAY, -7), until: addDays(MONDAY, 34) }
const dates = datesBetween(RANGE.from, RANGE.until)

const date = fc.constantFrom(...datesBetween(MONDAY, addDays(MONDAY, 27)))
const period = fc
  .tuple(fc.option(date), fc.option(date))
  .map(([a, b]) => (a && b && a > b ? [b, a] : [a, b]))
  .map(([validFrom, validUntil]) => ({ validFrom, validUntil }))
// At most one span a day, so that no two of a random set lie over each other.
const spans = fc
  .integer({ min: 0, max: 3 })
  .map((hour) => (hour ? [{ starts: 540, ends: 600 + hour * 60, locationId: null }] : []))
const week = fc
  .tuple(period, fc.tuple(...WEEKDAYS.map(() => spans)))
  .map(([when, days]): WorkingWeek => ({ ...when, days }))
const plans = fc
  .array(week, { maxLength: 4 })
  .map((weeks) => weeks.reduce((before: WorkingWeek[], next) => laidOver(before, next), []))

const shown = (weeks: readonly WorkingWeek[]) =>
  Object.fromEntries(workingDays(RANGE, hoursOf(weeks)))

test.group('Working weeks', () => {
  test('a week laid over others holds in its time; before and after, what held stays', ({
    assert,
  }) => {
    fc.assert(
      fc.property(plans, week, (before, added) => {
        const was = shown(before)
        const is = shown(laidOver(before, added))
        for (const day of dates)
          assert.deepEqual(
            is[day],
            isValidOn(day, added) ? added.days[weekdayOf(day) - 1] : was[day],
            day
          )
      })
    )
  })

  test('weeks follow each other without holes, and none says the same as the one before', ({
    assert,
  }) => {
    fc.assert(
      fc.property(plans, (weeks) => {
        for (const [index, each] of weeks.entries()) {
          const next = weeks[index + 1]
          assert.equal(each.validUntil, next ? addDays(next.validFrom!, -1) : null)
          if (next) assert.notDeepEqual(each.days, next.days)
        }
        assert.deepEqual(weeksOf(hoursOf(weeks)), weeks)
      })
    )
  })

  test('without one of them, the one before goes on', ({ assert }) => {
    fc.assert(
      fc.property(plans, fc.nat(), (weeks, any) => {
        if (!weeks.length) return
        const index = any % weeks.length
        const was = shown(weeks)
        const is = shown(without(weeks, weeks[index]))
        for (const day of dates) {
          const goesOn = weeks[index - 1]?.days[weekdayOf(day) - 1] ?? []
          assert.deepEqual(is[day], isValidOn(day, weeks[index]) ? goesOn : was[day])
        }
      })
    )
  })

  test('hours of any validity are told week by week as they hold', ({ assert }) => {
    const hours = fc.array(
      fc
        .record({ day: fc.integer({ min: 1, max: 7 }), when: period })
        .map(({ day, when }, index = 0): WeeklyHours => ({
          starts: 540 + index,
          ends: 600,
          locationId: null,
          weekday: day,
          ...when,
        }))
    )
    fc.assert(
      fc.property(hours, (rows) => {
        assert.deepEqual(shown(weeksOf(rows)), Object.fromEntries(workingDays(RANGE, rows)))
      })
    )
  })

  test('a summer of its own parts the year in three', ({ assert }) => {
    const day = (ends: number) => [{ starts: 480, ends, locationId: null }]
    const long: WorkingWeek = {
      validFrom: null,
      validUntil: null,
      days: WEEKDAYS.map(() => day(960)),
    }
    const short = {
      validFrom: '2027-07-01',
      validUntil: '2027-08-15',
      days: WEEKDAYS.map(() => day(720)),
    }
    const weeks = laidOver([long], short)
    assert.deepEqual(
      weeks.map(({ validFrom, validUntil, days }) => [validFrom, validUntil, days[0][0].ends]),
      [
        [null, '2027-06-30', 960],
        ['2027-07-01', '2027-08-15', 720],
        ['2027-08-16', null, 960],
      ]
    )
    assert.deepEqual(without(weeks, weeks[1]), [long])
  })
})
