import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import { ago, calendarDate, clock, dateTime } from '#pages/moments'

const page = (locale: string, timeZone = 'Europe/Copenhagen') => ({
  i18n: i18nManager.locale(locale),
  clinicSettings: { timeZone },
})

test.group('Moments', () => {
  test('are told in the clinic’s time zone and the reader’s language, before and after the clocks change', ({
    assert,
  }) => {
    const winter = DateTime.fromISO('2026-03-29T00:30:00Z')
    const summer = DateTime.fromISO('2026-03-29T01:30:00Z')

    assert.equal(dateTime.call(page('da'), winter), '29. mar. 2026, 01.30')
    assert.equal(dateTime.call(page('da'), summer), '29. mar. 2026, 03.30')
    assert.equal(dateTime.call(page('da'), '2026-03-29T01:30:00Z'), '29. mar. 2026, 03.30')
    assert.equal(dateTime.call(page('da'), summer.toMillis()), '29. mar. 2026, 03.30')
    assert.equal(dateTime.call(page('nb', 'UTC'), summer), '29. mars 2026, 01:30')
  })

  test('a time alone is written as the language does, in 24 hours', ({ assert }) => {
    const written = ['en', 'da', 'nb'].map((locale) => clock.call(page(locale), '2027-06-15T15:05'))
    assert.deepEqual(written, ['15:05', '15.05', '15:05'])
    assert.equal(clock.call(page('en'), '2027-06-15T00:00'), '00:00')
  })

  test('are told by their distance', ({ assert }) => {
    const now = Date.UTC(2026, 4, 10, 12)
    const minutes = (count: number) => now + count * 60_000

    assert.equal(ago.call(page('en'), minutes(0), now), 'now')
    assert.equal(ago.call(page('en'), minutes(-1.5), now), '1 minute ago')
    assert.equal(ago.call(page('en'), minutes(-119), now), '2 hours ago')
    assert.equal(ago.call(page('da'), minutes(-24 * 60), now), 'i går')
    assert.equal(ago.call(page('nb'), minutes(3 * 60), now), 'om 3 timer')
  })

  test('a calendar date is the same day in every time zone', ({ assert }) => {
    assert.equal(calendarDate.call(page('en', 'Pacific/Auckland'), '1986-03-14'), 'March 14, 1986')
    assert.equal(
      calendarDate.call(page('da', 'America/Los_Angeles'), '1986-03-14'),
      '14. marts 1986'
    )
  })
})
