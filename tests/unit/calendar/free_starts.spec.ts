import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, datesBetween } from '#calendar/dates'
import { clockTime } from '#calendar/clock_time'
import { freeStarts, type Member, type Need, openIn } from '#calendar/free/free_starts'
import type { WorkingDays } from '#calendar/hours/working_days'
import type { Range } from '#calendar/ranges'
import { minuteOf, momentOf, wallOf } from '#calendar/wall_time'
import { stepsOf } from '#calendar/zone_days'

/** A zone, and the nights in which its clocks are put forward and back. */
const TRANSITIONS = [
  { zone: 'Europe/Copenhagen', days: ['2026-03-29', '2026-10-25'] },
  { zone: 'America/New_York', days: ['2026-03-08', '2026-11-01'] },
  { zone: 'Australia/Lord_Howe', days: ['2026-10-04', '2026-04-05'] },
  { zone: 'Asia/Tokyo', days: ['2026-03-29', '2026-10-25'] },
].flatMap(({ zone, days }) => days.map((day) => ({ zone, day })))

const HERE = 'here'
const THERE = 'there'
const HALF_DAY = 12 * 60

/** Hours before noon and after it, so that starts lie on both sides; some end or begin in the night in which clocks change. */
const spans = fc
  .record({
    morning: fc.tuple(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 241, max: HALF_DAY })),
    afternoon: fc.tuple(
      fc.integer({ min: HALF_DAY, max: 1000 }),
      fc.constantFrom(1001, 1200, 1440)
    ),
    places: fc.tuple(fc.constantFrom(null, HERE, THERE), fc.constantFrom(null, HERE)),
  })
  .map(({ morning, afternoon, places }) => [
    { starts: morning[0], ends: morning[1], locationId: places[0] },
    { starts: afternoon[0], ends: afternoon[1], locationId: places[1] },
  ])
const need: fc.Arbitrary<Need> = fc.record({
  minutes: fc.integer({ min: 5, max: 120 }),
  bufferBefore: fc.constantFrom(0, 5, 20),
  bufferAfter: fc.constantFrom(0, 10),
})

/** Some hours here and there, from the beginning of the days around. */
function ranges(first: number, maxLength: number) {
  const one = fc
    .tuple(fc.integer({ min: -120, max: 4 * 1440 }), fc.integer({ min: 1, max: 300 }))
    .map(([from, length]) => ({ from: first + from, until: first + from + length }))
  return fc.array(one, { maxLength })
}

type Worked = Omit<Member, 'open'> & { hours: WorkingDays }
type Options = { dates: string[]; grid: number; zone: string }

function startsOf({ hours, ...member }: Worked, needed: Need, { dates, grid, zone }: Options) {
  const open = openIn(hours, zone)
  return freeStarts({ open, ...member }, needed, stepsOf(dates, grid, zone))
}

/** What `freeStarts` must say, minute by minute and without a thought for speed. */
function oracle(
  { hours, away, taken, rooms }: Worked,
  { minutes, bufferBefore, bufferAfter }: Need,
  { dates, grid, zone }: Options
) {
  const moment = (date: string, clock: number) =>
    clock === 1440
      ? minuteOf(momentOf(`${addDays(date, 1)}T00:00`, zone))
      : minuteOf(momentOf(`${date}T${clockTime(clock)}`, zone))
  const worked = [...hours].flatMap(([date, own]) =>
    own.map((span) => ({
      from: moment(date, span.starts),
      until: moment(date, span.ends),
      at: span.locationId,
    }))
  )
  const isIn = (minute: number, all: readonly Range[]) =>
    all.some(({ from, until }) => from <= minute && minute < until)
  const every = (from: number, until: number, holds: (minute: number) => boolean) => {
    for (let minute = from; minute < until; minute++) if (!holds(minute)) return false
    return true
  }
  const canBe = (start: number, at: string | null) => {
    const end = start + minutes
    const open = worked.filter((span) => span.at === at)
    const isFree = (all: readonly Range[]) =>
      every(start - bufferBefore, end + bufferAfter, (minute) => !isIn(minute, all))
    const near = rooms?.filter((room) => !room.locationId || !at || room.locationId === at)
    return (
      every(start, end, (minute) => isIn(minute, open) && !isIn(minute, away)) &&
      isFree(taken) &&
      (!near || near.some((room) => isFree(room.taken)))
    )
  }
  const found: number[] = []
  for (const date of dates)
    for (let clock = 0; clock < 1440; clock += grid) {
      const wall = `${date}T${clockTime(clock)}`
      const isShown = wallOf(momentOf(wall, zone), zone) === wall
      const start = moment(date, clock)
      if (isShown && [null, HERE, THERE].some((at) => canBe(start, at))) found.push(start)
    }
  return found
}

test.group('Free starts', () => {
  test('{zone} around {day}: says what counting minute by minute says')
    .with(TRANSITIONS)
    .run(({ assert }, { zone, day }) => {
      const dates = [addDays(day, -1), day, addDays(day, 1)]
      const known = datesBetween(dates[0], addDays(day, 2))
      const first = minuteOf(momentOf(`${dates[0]}T00:00`, zone))
      const room = fc.record({
        locationId: fc.constantFrom(null, HERE, THERE),
        taken: ranges(first, 8),
      })
      const member: fc.Arbitrary<Worked> = fc.record({
        hours: fc
          .array(spans, { minLength: known.length, maxLength: known.length })
          .map((all) => new Map(all.map((own, index) => [known[index], own]))),
        away: ranges(first, 2),
        taken: ranges(first, 10),
        rooms: fc.option(fc.array(room, { maxLength: 2 }), { nil: undefined }),
      })
      const seen = { morning: 0, afternoon: 0 }
      fc.assert(
        fc.property(member, need, fc.constantFrom(5, 15, 20, 60), (one, wanted, grid) => {
          const options = { dates, grid, zone }
          const starts = startsOf(one, wanted, options)
          assert.deepEqual(starts, oracle(one, wanted, options))
          for (const start of starts)
            seen[start < minuteOf(momentOf(`${day}T12:00`, zone)) ? 'morning' : 'afternoon']++
        }),
        { numRuns: 40 }
      )
      assert.isAbove(seen.morning, 0)
      assert.isAbove(seen.afternoon, 0)
    })

  test('a weekly 13:00 stays at 13:00 through both nights', ({ assert }) => {
    for (const { zone, day } of TRANSITIONS) {
      const dates = [addDays(day, -1), day, addDays(day, 1)]
      const hours = new Map(
        dates.map((date) => [date, [{ starts: 780, ends: 840, locationId: null }]])
      )
      const needed = { minutes: 60, bufferBefore: 0, bufferAfter: 0 }
      const starts = startsOf({ hours, away: [], taken: [] }, needed, { dates, grid: 60, zone })
      assert.deepEqual(
        starts,
        dates.map((date) => minuteOf(momentOf(`${date}T13:00`, zone)))
      )
    }
  })

  test('nothing begins in an hour that the clocks skip, and what they show twice is offered once', ({
    assert,
  }) => {
    const zone = 'Europe/Copenhagen'
    const night = (date: string) => {
      const hours = new Map([[date, [{ starts: 60, ends: 300, locationId: null }]]])
      const needed = { minutes: 30, bufferBefore: 0, bufferAfter: 0 }
      const options = { dates: [date], grid: 30, zone }
      return startsOf({ hours, away: [], taken: [] }, needed, options).map((minute) =>
        new Date(minute * 60_000).toISOString().slice(11, 16)
      )
    }
    assert.deepEqual(night('2026-03-29'), ['00:00', '00:30', '01:00', '01:30', '02:00', '02:30'])
    assert.deepEqual(night('2026-10-25').slice(0, 6), [
      '23:00',
      '23:30',
      '00:00',
      '00:30',
      '02:00',
      '02:30',
    ])
  })
})
