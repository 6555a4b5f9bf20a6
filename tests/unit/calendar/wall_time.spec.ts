import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { momentOf, wallOf } from '#calendar/wall_time'

/** A zone, and the nights in which its clocks are put forward and back. */
const TRANSITIONS = [
  { zone: 'Europe/Copenhagen', forward: '2026-03-29', back: '2026-10-25' },
  { zone: 'America/New_York', forward: '2026-03-08', back: '2026-11-01' },
  // Half an hour, and on the other half of the globe.
  { zone: 'Australia/Lord_Howe', forward: '2026-10-04', back: '2026-04-05' },
  { zone: 'Asia/Tokyo', forward: '2026-03-29', back: '2026-10-25' },
]

const around = TRANSITIONS.flatMap(({ zone, forward, back }) =>
  [forward, back].map((day) => ({ zone, day }))
)
const wallTime = (day: string) =>
  fc
    .record({ days: fc.integer({ min: -2, max: 2 }), minute: fc.integer({ min: 0, max: 1439 }) })
    .map(({ days, minute }) =>
      DateTime.fromISO(day, { zone: 'utc' })
        .plus({ days, minutes: minute })
        .toFormat("yyyy-MM-dd'T'HH:mm")
    )

test.group('Wall time', () => {
  test('{zone} around {day}: a time that clocks show comes back as it was')
    .with(around)
    .run(({ assert }, { zone, day }) => {
      fc.assert(
        fc.property(wallTime(day), (wall) => {
          const moment = momentOf(wall, zone)
          const shown = wallOf(moment, zone)
          // Only what clocks jump over is moved, and then by the jump.
          const isSkipped = shown !== wall
          if (isSkipped) {
            const jump =
              moment.setZone(zone).offset - moment.minus({ hours: 2 }).setZone(zone).offset
            const moved = DateTime.fromISO(wall, { zone: 'utc' }).plus({ minutes: jump })
            assert.equal(shown, moved.toFormat("yyyy-MM-dd'T'HH:mm"))
          } else assert.equal(shown, wall)
        })
      )
    })

  test('of a time that clocks show twice, it is the first', ({ assert }) => {
    const first = momentOf('2026-10-25T02:30', 'Europe/Copenhagen')
    assert.equal(first.toISO(), '2026-10-25T00:30:00.000Z')
    assert.equal(wallOf(first.plus({ hours: 1 }), 'Europe/Copenhagen'), '2026-10-25T02:30')
  })

  test('a time that clocks jump over is as far behind the jump', ({ assert }) => {
    const zones = { 'Europe/Copenhagen': '2026-03-29', 'Australia/Lord_Howe': '2026-10-04' }
    const shown = Object.entries(zones).map(([zone, day]) =>
      wallOf(momentOf(`${day}T02:15`, zone), zone)
    )
    assert.deepEqual(shown, ['2026-03-29T03:15', '2026-10-04T02:45'])
  })

  test('what is no time, and what is no zone, is refused', ({ assert }) => {
    assert.throws(() => momentOf('2026-02-30T10:00', 'Europe/Copenhagen'))
    assert.throws(() => momentOf('2026-02-20T10:00', 'Europe/Nowhere'))
  })
})
