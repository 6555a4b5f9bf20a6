import { test } from '@japa/runner'
import fc from 'fast-check'
import { clockTime } from '#calendar/clock_time'
import { readSpans } from '#calendar/hours/typed_spans'

const row = (starts: string | null, ends: string | null) => ({ starts, ends, locationId: null })

test.group('Typed hours', () => {
  test('are read in order, empty rows left out, midnight as an end', ({ assert }) => {
    const { spans, problems } = readSpans([
      row('13:00', '00:00'),
      row(null, null),
      row('08:15', '12:00'),
    ])
    assert.deepEqual(problems, [])
    assert.deepEqual(
      spans.map(({ starts, ends }) => [starts, ends]),
      [
        [495, 720],
        [780, 1440],
      ]
    )
  })

  test('half a row, a row that ends before it begins and one over another are each said of the row itself', ({
    assert,
  }) => {
    const { problems } = readSpans([
      row('13:00', null),
      row(null, '10:00'),
      row('18:00', '17:00'),
      row('11:30', '12:30'),
      row('09:00', '12:00'),
      row('12:30', '13:00'),
    ])
    assert.sameDeepMembers(problems, [
      { row: 0, field: 'ends', problem: 'missing' },
      { row: 1, field: 'starts', problem: 'missing' },
      { row: 2, field: 'ends', problem: 'backwards' },
      {
        row: 3,
        field: 'starts',
        problem: 'overlaps',
        other: { row: 4, starts: 540, ends: 720, locationId: null },
      },
    ])
  })

  test('without a problem, no two of them share a minute', ({ assert }) => {
    const minute = fc.integer({ min: 0, max: 1439 }).map(clockTime)
    const rows = fc.array(
      fc.tuple(minute, minute).map(([a, b]) => row(a, b)),
      { maxLength: 4 }
    )
    fc.assert(
      fc.property(rows, (typed) => {
        const { spans, problems } = readSpans(typed)
        const isFine = spans.every(
          ({ starts, ends }, index) =>
            starts < ends && (index === 0 || spans[index - 1].ends <= starts)
        )
        assert.equal(problems.length === 0, isFine)
      })
    )
  })
})
