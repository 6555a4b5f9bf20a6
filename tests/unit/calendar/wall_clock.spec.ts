import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { WallClock } from '#calendar/wall_clock'
import { wallOf } from '#calendar/wall_time'

const ZONES = ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo']
/** The days on which clocks change there in 2027, with the days around them. */
const DAYS = ['2027-03-13', '2027-03-27', '2027-04-03', '2027-10-02', '2027-10-30', '2027-11-06']

test.group('Wall clock', () => {
  test('shows in {$self} at every quarter of an hour what the zone’s clocks show')
    .with(ZONES)
    .run(({ assert }, zone) => {
      const clock = new WallClock(zone)
      for (const day of DAYS)
        for (let quarter = 0; quarter < 3 * 96; quarter++) {
          const moment = DateTime.fromISO(day, { zone: 'utc' }).plus({ minutes: 15 * quarter })
          assert.equal(clock.at(moment.toISO()!), wallOf(moment, zone), `${zone} ${moment}`)
        }
    })
})
