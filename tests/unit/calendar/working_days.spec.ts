import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, datesBetween, weekdayOf } from '#calendar/dates'
import { type WeeklyHours, workingDays, type WorkingSpan } from '#calendar/hours/working_days'

const MONDAY = '2027-06-14'
const FOUR_WEEKS = { from: MONDAY, until: addDays(MONDAY, 27) }
const dates = datesBetween(FOUR_WEEKS.from, FOUR_WEEKS.until)

const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
  .map(([starts, length]) => ({ starts, ends: Math.min(starts + length, 1440), locationId: null }))
const date = fc.constantFrom(...dates)
const hours: fc.Arbitrary<WeeklyHours[]> = fc.array(
  fc
    .record({
      span,
      weekday: fc.integer({ min: 1, max: 7 }),
      validFrom: fc.option(date),
      validUntil: fc.option(date),
    })
    .map(({ span: own, ...rest }) => ({ ...own, ...rest }))
)
const exceptions = fc.uniqueArray(fc.record({ date, spans: fc.array(span, { maxLength: 3 }) }), {
  selector: (each) => each.date,
})
const holidays = fc.uniqueArray(date, { maxLength: 5 }).map((days) => new Set(days))

const at = (starts: number, ends: number): WorkingSpan => ({ starts, ends, locationId: null })
const weekly = (weekday: number, values: Partial<WeeklyHours> = {}): WeeklyHours => ({
  ...at(540, 960),
  weekday,
  validFrom: null,
  validUntil: null,
  ...values,
})

test.group('Working days', () => {
  test('every date of the range is there once, and its spans stand in order', ({ assert }) => {
    fc.assert(
      fc.property(hours, exceptions, holidays, (weeks, others, closed) => {
        const days = workingDays(FOUR_WEEKS, weeks, { exceptions: others, holidays: closed })
        assert.deepEqual([...days.keys()], dates)
        for (const spans of days.values())
          assert.deepEqual(
            spans,
            spans.toSorted((a, b) => a.starts - b.starts)
          )
      })
    )
  })

  test('a date works by its exception, else not on a holiday, else by its weekday', ({
    assert,
  }) => {
    fc.assert(
      fc.property(hours, exceptions, holidays, date, (weeks, others, closed, day) => {
        const [[, spans]] = workingDays({ from: day, until: day }, weeks, {
          exceptions: others,
          holidays: closed,
        })
        const exception = others.find((each) => each.date === day)
        const ofWeekday = weeks.filter(
          (each) =>
            each.weekday === weekdayOf(day) &&
            (each.validFrom ?? '') <= day &&
            day <= (each.validUntil ?? '9999')
        )
        const expected = exception ? exception.spans : closed.has(day) ? [] : ofWeekday
        assert.sameMembers(
          spans.map(({ starts, ends }) => `${starts}-${ends}`),
          expected.map(({ starts, ends }) => `${starts}-${ends}`)
        )
      })
    )
  })

  test('a part of a range says the same as the whole', ({ assert }) => {
    fc.assert(
      fc.property(hours, exceptions, holidays, date, date, (weeks, others, closed, one, two) => {
        const special = { exceptions: others, holidays: closed }
        const [from, until] = [one, two].sort()
        const whole = workingDays(FOUR_WEEKS, weeks, special)
        const part = workingDays({ from, until }, weeks, special)
        for (const [day, spans] of part) assert.deepEqual(spans, whole.get(day))
      })
    )
  })

  test('new hours take over on their first day, and the old ones end on their last', ({
    assert,
  }) => {
    const change = addDays(MONDAY, 7)
    const days = workingDays({ from: MONDAY, until: change }, [
      weekly(1, { validUntil: addDays(change, -1) }),
      weekly(1, { ...at(600, 720), validFrom: change }),
    ])
    assert.deepEqual(days.get(MONDAY), [at(540, 960)])
    assert.deepEqual(days.get(change), [at(600, 720)])
    assert.deepEqual(days.get(addDays(MONDAY, 1)), [])
  })

  test('counts dates, not days of 24 hours: over both changes of clocks, and a leap day', ({
    assert,
  }) => {
    assert.deepEqual(datesBetween('2028-02-28', '2028-03-01'), [
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
    assert.deepEqual(datesBetween('2027-03-27', '2027-03-29'), [
      '2027-03-27',
      '2027-03-28',
      '2027-03-29',
    ])
    assert.deepEqual(datesBetween('2027-03-29', '2027-03-27'), [])
    assert.deepEqual(datesBetween('2027-10-30', '2027-11-01').map(weekdayOf), [6, 7, 1])
  })
})
