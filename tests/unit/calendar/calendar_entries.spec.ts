import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { readEntries } from '#calendar/files/calendar_entries'
import { type Entry, LONGEST_DAYS } from '#calendar/files/event_facts'

const reading = {
  zone: 'Europe/Copenhagen',
  now: DateTime.fromISO('2026-06-01T00:00Z', { zone: 'utc' }),
}

function calendar(...events: string[][]) {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', 'UID:one', ...event, 'END:VEVENT'])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

function read(text: string): Entry[] {
  const entries = readEntries(Buffer.from(text), reading)
  if (typeof entries === 'string') throw new Error(entries)
  return entries
}

const walls = (...events: string[][]) => read(calendar(...events)).map(({ wall }) => wall)
const problems = (...event: string[]) => read(calendar(event)).map(({ problem }) => problem)

const HOUR = ['DTSTART:20260616T110000Z', 'DTEND:20260616T120000Z']

/** A zone that only the file knows: an hour and a half ahead of UTC, all year. */
const OWN_ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Our Office',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0130',
  'TZOFFSETTO:+0130',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

test.group('Entries of a calendar file', () => {
  test('{$self.name}')
    .with([
      { name: 'in UTC', event: HOUR, wall: '2026-06-16T13:00', minutes: 60 },
      {
        name: 'in a zone with a name',
        event: ['DTSTART;TZID=America/New_York:20260616T090000', 'DURATION:PT45M'],
        wall: '2026-06-16T15:00',
        minutes: 45,
      },
      {
        name: 'by the clocks of whoever reads it',
        event: ['DTSTART:20260616T090000', 'DTEND:20260616T093000'],
        wall: '2026-06-16T09:00',
        minutes: 30,
      },
      {
        name: 'in a zone that nobody describes',
        event: ['DTSTART;TZID=Nowhere:20260616T090000', 'DTEND;TZID=Nowhere:20260616T093000'],
        wall: '2026-06-16T09:00',
        minutes: 30,
      },
    ])
    .run(({ assert }, { event, wall, minutes }) => {
      const [entry] = read(calendar(['SUMMARY:Anna\\, knee', ...event]))
      assert.containsSubset(entry, {
        uid: 'one',
        title: 'Anna, knee',
        wall,
        minutes,
        problem: null,
      })
    })

  test('a zone that the file describes counts, and stays in the file', ({ assert }) => {
    const event = [
      'DTSTART;TZID=Our Office:20260616T120000',
      'DTEND;TZID=Our Office:20260616T130000',
    ]
    const text = calendar(event).replace('VERSION:2.0', `VERSION:2.0\r\n${OWN_ZONE}`)
    assert.equal(read(text)[0].wall, '2026-06-16T12:30')
    assert.equal(read(calendar(event))[0].wall, '2026-06-16T12:00')
  })

  test('what cannot become an appointment says why')
    .with([
      [['DTSTART:20260516T110000Z', 'DTEND:20260516T120000Z'], 'past'],
      [['DTSTART;VALUE=DATE:20260516', 'DTEND;VALUE=DATE:20260601'], 'past'],
      [['DTSTART;VALUE=DATE:20260616', 'TRANSP:TRANSPARENT'], 'free'],
      [['DTSTART;VALUE=DATE:20260616', 'DTEND;VALUE=DATE:20260616'], 'no_length'],
      [[...HOUR, 'STATUS:CANCELLED'], 'cancelled'],
      [[...HOUR, 'TRANSP:TRANSPARENT'], 'free'],
      [['DTSTART:20260616T110000Z'], 'no_length'],
      [['DTSTART:20260616T110000Z', 'DTEND:20270818T120000Z'], 'too_long'],
      [[...HOUR, 'RRULE:FREQ=MINUTELY'], 'too_often'],
      [[...HOUR, 'RRULE:FREQ=DAILY;COUNT=3;UNTIL=20200101T000000Z'], 'past'],
      [['DTEND:20260616T120000Z'], 'unreadable'],
    ] as [string[], string][])
    .run(({ assert }, [event, problem]) => {
      assert.deepEqual(problems(...event), [problem])
    })

  test('{$self.name} is time off')
    .with([
      {
        name: 'a date',
        event: ['DTSTART;VALUE=DATE:20260616'],
        span: ['2026-06-16T00:00', '2026-06-17T00:00'],
      },
      {
        name: 'a week of dates over the night in which clocks change',
        event: ['DTSTART;VALUE=DATE:20261023', 'DTEND;VALUE=DATE:20261030'],
        span: ['2026-10-23T00:00', '2026-10-30T00:00'],
      },
      {
        name: 'a date and a number of days',
        event: ['DTSTART;VALUE=DATE:20260616', 'DURATION:P3D'],
        span: ['2026-06-16T00:00', '2026-06-19T00:00'],
      },
      {
        name: 'what is floating and longer than a day',
        event: ['DTSTART:20260616T090000', 'DTEND:20260618T150000'],
        span: ['2026-06-16T09:00', '2026-06-18T15:00'],
      },
      {
        name: 'what is in another zone and longer than a day',
        event: [
          'DTSTART;TZID=America/New_York:20260616T090000',
          'DTEND;TZID=America/New_York:20260618T150000',
        ],
        span: ['2026-06-16T15:00', '2026-06-18T21:00'],
      },
    ])
    .run(({ assert }, { event, span }) => {
      const [{ wall, until, isAway, problem }] = read(calendar(event))
      assert.deepEqual([wall, until], span)
      assert.isTrue(isAway)
      assert.isNull(problem)
    })

  test('every Friday off, but not that one, also when clocks change', ({ assert }) => {
    const fridays = ['DTSTART;VALUE=DATE:20261016', 'RRULE:FREQ=WEEKLY;COUNT=4']
    const entries = read(calendar([...fridays, 'EXDATE;VALUE=DATE:20261030']))
    assert.deepEqual(
      entries.map(({ wall, until, isAway }) => [wall, until, isAway]),
      [
        ['2026-10-16T00:00', '2026-10-17T00:00', true],
        ['2026-10-23T00:00', '2026-10-24T00:00', true],
        ['2026-11-06T00:00', '2026-11-07T00:00', true],
      ]
    )
  })

  test('exactly a day by the clock is an appointment still', ({ assert }) => {
    const [entry] = read(calendar(['DTSTART:20260616T090000', 'DTEND:20260617T090000']))
    assert.isFalse(entry.isAway)
  })

  test('a weekly 13:00 stays at 13:00 over the night in which clocks change', ({ assert }) => {
    const event = [
      'DTSTART;TZID=Europe/Copenhagen:20261013T130000',
      'DTEND;TZID=Europe/Copenhagen:20261013T140000',
      'RRULE:FREQ=WEEKLY;UNTIL=20261103T120000Z',
    ]
    assert.deepEqual(walls(event), [
      '2026-10-13T13:00',
      '2026-10-20T13:00',
      '2026-10-27T13:00',
      '2026-11-03T13:00',
    ])
  })

  test('one in UTC follows UTC, as its own calendar does', ({ assert }) => {
    assert.deepEqual(
      walls(['DTSTART:20261020T110000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=2']),
      ['2026-10-20T13:00', '2026-10-27T12:00']
    )
  })

  test('leaves dates out, moves single ones, adds others', ({ assert }) => {
    const zoned = (wall: string) => `TZID=Europe/Copenhagen:${wall}`
    const series = [
      `DTSTART;${zoned('20260616T130000')}`,
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      `EXDATE;${zoned('20260623T130000')}`,
      `RDATE;${zoned('20260618T090000')}`,
    ]
    const moved = [
      `RECURRENCE-ID;${zoned('20260630T130000')}`,
      `DTSTART;${zoned('20260701T150000')}`,
      'DURATION:PT1H',
    ]
    const entries = read(calendar(series, moved))
    assert.deepEqual(
      entries.map(({ wall }) => wall),
      ['2026-06-16T13:00', '2026-06-18T09:00', '2026-07-01T15:00', '2026-07-07T13:00']
    )
    assert.equal(new Set(entries.map(({ uid }) => uid)).size, 4)
  })

  test('what has no end is taken over for two years, and begins today', ({ assert }) => {
    const entries = read(
      calendar(['DTSTART:20010102T110000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'])
    )
    assert.isAbove(entries.length, 103)
    assert.isBelow(entries.length, 106)
    assert.isTrue(entries.every(({ isCut, problem }) => isCut && !problem))
    assert.equal(entries[0].wall, '2026-06-02T13:00')
  })

  test('keeps each uid from one reading to the next', ({ assert }) => {
    const text = calendar(['DTSTART:20260616T110000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=9'])
    assert.deepEqual(read(text), read(text))
  })

  test('{$self} is no calendar')
    .with(['', 'Name;Phone\nAnna;12', 'BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD', '\u0000\u0001'])
    .run(({ assert }, text) => {
      assert.equal(readEntries(Buffer.from(text), reading), 'not_calendar')
    })

  test('an end of the month 13 counts on into the next year, and makes time off', ({ assert }) => {
    const event = ['DTSTART:20260616T110000Z', 'DTEND:20261399T990000']
    const [entry] = readEntries(Buffer.from(calendar(event)), reading) as Entry[]
    assert.deepInclude(entry, { problem: null, isAway: true })
  })

  test('whatever the bytes are: refused, or entries that are whole or explained', ({ assert }) => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        ...['20260616T110000Z', '20261399T990000', '20260616', 'PT1H', '-P1D', 'FREQ=WEEKLY'],
        ...[
          'FREQ=DAILY;INTERVAL=0',
          'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
          'FREQ=MONTHLY;BYDAY=9XX',
        ],
        ...[
          'FREQ=DAILY;COUNT=999999999',
          'FREQ=DAILY;UNTIL=99991231T000000Z',
          'FREQ=WEEKLY;COUNT=-1',
        ]
      )
    )
    const name = fc.constantFrom(
      ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXDATE', 'RDATE', 'RECURRENCE-ID', 'STATUS'],
      ...[
        'DTSTART;VALUE=DATE',
        'DTSTART;TZID=Europe/Copenhagen',
        'DTSTART;TZID=X',
        'SUMMARY',
        'UID',
      ]
    )
    const event = fc.array(
      fc.tuple(name, value).map((line) => line.join(':')),
      { maxLength: 7 }
    )
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(event, { maxLength: 4 }).map((events) => Buffer.from(calendar(...events))),
      fc.array(value).map((lines) => Buffer.from(`BEGIN:VCALENDAR\n${lines.join('\n')}`))
    )
    fc.assert(
      fc.property(file, (bytes) => {
        const entries = readEntries(bytes, reading)
        if (typeof entries === 'string') return
        for (const { problem, wall, minutes, isAway } of entries)
          if (!problem) {
            assert.match(wall!, /^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
            assert.isAtLeast(minutes, 1)
            // What is longer than a day becomes time off.
            assert.isAtMost(minutes, (isAway ? LONGEST_DAYS : 1) * 24 * 60)
          }
      }),
      { numRuns: 1000 }
    )
  })
})
