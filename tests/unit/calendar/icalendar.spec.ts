import { test } from '@japa/runner'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { DateTime } from 'luxon'
import { calendarFeed, calendarFile } from '#calendar/files/icalendar'
import { momentOf } from '#calendar/wall_time'

const changed = DateTime.fromISO('2026-02-03T04:05:06Z', { zone: 'utc' })

function appointment(wall: string, zone = 'Europe/Copenhagen', minutes = 50) {
  const startsAt = momentOf(wall, zone)
  return {
    id: '0199a1f0-0000-7000-8000-000000000001',
    startsAt,
    endsAt: startsAt.plus({ minutes }),
    zone,
    status: 'booked' as const,
    sequence: 2,
    createdAt: changed.minus({ days: 1 }),
    updatedAt: changed,
  }
}

/** What another program reads out of the file, with the zones of the file and no others. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  return { calendar, events }
}

const millis = (time: ICAL.Time) => time.toJSDate().getTime()

test.group('iCalendar', () => {
  test('an appointment becomes a file that another program reads', ({ assert }) => {
    const file = calendarFile(appointment('2026-06-16T13:00'), {
      method: 'REQUEST',
      summary: 'Fysioterapi; hold 2, øvelser',
      description: 'Tag løbesko med.\nRing, hvis du bliver syg.',
      location: 'Søndergade 1, Aarhus',
      organizer: { name: 'Klinik "Nordlys"', address: 'post@nordlys.test' },
      attendee: { address: 'anna@example.test' },
    })
    const { calendar, events } = read(file)
    const [event] = events
    assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST')
    assert.equal(event.uid, '0199a1f0-0000-7000-8000-000000000001')
    assert.equal(event.sequence, 2)
    assert.equal(event.summary, 'Fysioterapi; hold 2, øvelser')
    assert.equal(event.description, 'Tag løbesko med.\nRing, hvis du bliver syg.')
    assert.equal(event.location, 'Søndergade 1, Aarhus')
    assert.equal(event.organizer, 'mailto:post@nordlys.test')
    assert.equal(event.component.getFirstPropertyValue('class'), 'PRIVATE')
    assert.equal(event.component.getFirstPropertyValue('status'), 'CONFIRMED')
    assert.equal(String(event.startDate), '2026-06-16T13:00:00')
    assert.equal(event.startDate.toJSDate().toISOString(), '2026-06-16T11:00:00.000Z')
    assert.equal(event.endDate.toJSDate().toISOString(), '2026-06-16T11:50:00.000Z')
    assert.isTrue(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
  })

  test('a cancellation says so, and is about the same appointment', ({ assert }) => {
    const file = calendarFile(appointment('2026-06-16T13:00'), { method: 'CANCEL', summary: 'Tid' })
    const { calendar, events } = read(file)
    assert.equal(calendar.getFirstPropertyValue('method'), 'CANCEL')
    assert.equal(events[0].component.getFirstPropertyValue('status'), 'CANCELLED')
    assert.equal(events[0].uid, '0199a1f0-0000-7000-8000-000000000001')
  })

  test('a file without appointments is a calendar all the same', ({ assert }) => {
    assert.lengthOf(read(calendarFeed('Signe', [])).events, 0)
  })

  test('{zone}: whatever the clocks do, the moments are the same in another program')
    .with([
      { zone: 'Europe/Copenhagen', days: ['2026-03-29', '2026-10-25'] },
      { zone: 'America/New_York', days: ['2026-03-08', '2026-11-01'] },
      { zone: 'Australia/Lord_Howe', days: ['2026-04-05', '2026-10-04'] },
      { zone: 'Asia/Kolkata', days: ['2026-03-29', '2026-10-25'] },
    ])
    .run(({ assert }, { zone, days }) => {
      const wall = fc
        .record({
          day: fc.constantFrom(...days),
          hours: fc.integer({ min: -60, max: 60 }),
          minute: fc.integer({ min: 0, max: 59 }),
        })
        .map(({ day, hours, minute }) =>
          DateTime.fromISO(day, { zone: 'utc' })
            .plus({ hours, minutes: minute })
            .toFormat("yyyy-MM-dd'T'HH:mm")
        )
      fc.assert(
        fc.property(
          fc.array(fc.tuple(wall, fc.integer({ min: 5, max: 300 })), { minLength: 1 }),
          (times) => {
            const appointments = times.map(([at, minutes]) => appointment(at, zone, minutes))
            const { events } = read(
              calendarFeed(
                'Signe',
                appointments.map((it) => ({ appointment: it, summary: 'x' }))
              )
            )
            assert.deepEqual(
              events.map(({ startDate, endDate }) => [millis(startDate), millis(endDate)]),
              appointments.map(({ startsAt, endsAt }) => [startsAt.toMillis(), endsAt.toMillis()])
            )
          }
        )
      )
    })

  test('no text breaks out of its line', ({ assert }) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (summary) => {
        const organizer = { name: summary, address: 'post@nordlys.test' }
        const { calendar, events } = read(
          calendarFile(appointment('2026-06-16T13:00'), { method: 'PUBLISH', summary, organizer })
        )
        assert.lengthOf(calendar.getAllProperties(), 4)
        assert.lengthOf(events[0].component.getAllProperties(), 11)
      })
    )
  })
})
