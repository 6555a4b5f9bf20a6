import fc from 'fast-check'
import { test } from '@japa/runner'
import type Appointment from '#models/appointment'
import { occurrences, type Rule, UNITS } from '#calendar/repeating/recurrence'
import { RuleChange } from '#calendar/repeating/rule_change'
import { SeriesShift } from '#calendar/repeating/series_shift'

const START = '2027-06-15T13:00'
const rules: fc.Arbitrary<Rule> = fc
  .record({
    unit: fc.constantFrom(...UNITS),
    every: fc.integer({ min: 1, max: 5 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
    monthlyBy: fc.constantFrom('date' as const, 'weekday' as const),
    count: fc.integer({ min: 2, max: 12 }),
  })
  .map(({ unit, every, weekdays, monthlyBy, count }) => ({
    ...{ unit, every, count },
    ...(unit === 'week' && { weekdays }),
    ...(unit === 'month' && { monthlyBy }),
  }))
/** More than 400 dates are never looked at. */
const withinAYear = rules.map((rule) => ({ ...rule, ...(rule.unit === 'month' && { every: 1 }) }))
const shifts = fc
  .record({ days: fc.integer({ min: -10, max: 10 }), hour: fc.integer({ min: 8, max: 17 }) })
  .map(({ days, hour }) => (wall: string) => {
    const date = new Date(Date.parse(`${wall.slice(0, 10)}T00:00Z`) + days * 864e5)
    return `${date.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`
  })

/** Rows of a series as the database has them, as far as a change looks at them. */
function rowsOf(rule: Rule) {
  return occurrences(START, rule).map(
    (wall, index) =>
      ({
        id: String(index),
        ruleWall: wall,
        wallStart: wall,
        isMovedByItself: false,
      }) as Appointment
  )
}

test.group('A change of the rule', () => {
  test('leaves exactly the dates of the new rule, each once, with the chosen one where it was put', ({
    assert,
  }) => {
    fc.assert(
      fc.property(withinAYear, rules, shifts, fc.nat(), (before, rule, shifted, nth) => {
        const rows = rowsOf(before)
        const chosen = rows[nth % rows.length]
        const to = { wall: shifted(chosen.wallStart) }
        const shift = new SeriesShift(chosen.ruleWall!, to.wall)
        const change = new RuleChange({ chosen, to, rule, shift }, rows, new Set())

        const walls = change.steps().map(({ ruleWall }) => ruleWall)
        assert.deepEqual([...walls].sort(), change.walls)
        assert.equal(new Set(walls).size, walls.length)
        assert.sameMembers(
          [...change.dropped, ...change.kept.map(({ row }) => row!)].map(({ id }) => id),
          rows.map(({ id }) => id)
        )
        assert.isTrue(change.steps().every(({ wall, ruleWall }) => wall === ruleWall))
        const kept = change.kept.find(({ row }) => row === chosen)
        if (change.problem !== 'without_this') return assert.equal(kept?.wall, to.wall)
        // Only because there are too few: by the rule it would be one of them.
        const endless = { ...change.rule, count: null, until: to.wall.slice(0, 10) }
        const all = occurrences(change.start, endless)
        assert.equal(all.at(-1), to.wall)
        assert.isAbove(all.length, change.walls.length)
      }),
      { numRuns: 100 }
    )
  })

  test('books nothing where the series has something that stays', ({ assert }) => {
    const rows = rowsOf({ unit: 'week', every: 1, count: 4 })
    const [chosen] = rows
    const rule: Rule = { unit: 'week', every: 1, weekdays: [4], count: 4 }
    const shift = new SeriesShift(START, START)
    const change = new RuleChange({ chosen, to: {}, rule, shift }, rows, new Set(['2027-06-17']))
    const booked = change.steps().filter(({ row }) => !row)
    assert.deepEqual(
      booked.map(({ wall }) => wall),
      ['2027-06-24T13:00']
    )
  })
})
