import { test } from '@japa/runner'
import { book, planOf } from '#tests/calendar'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
import { at, people } from '#tests/people'

const CALENDAR = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
  ...['BEGIN:VEVENT', 'UID:a', 'DTSTART:20270615T080000', 'DURATION:PT1H', 'SUMMARY:Course'],
  ...['RRULE:FREQ=WEEKLY;COUNT=2', 'END:VEVENT'],
  ...['BEGIN:VEVENT', 'UID:b', 'DTSTART:20270615T103000', 'DURATION:PT1H', 'SUMMARY:Meeting'],
  'END:VEVENT',
  ...['BEGIN:VEVENT', 'UID:c', 'DTSTART;VALUE=DATE:20270616', 'SUMMARY:Away', 'END:VEVENT'],
  'END:VCALENDAR\r\n',
].join('\r\n')

test.group('Calendar files in the browser', () => {
  test('a calendar file is looked at, then imported', async ({ browserContext, assert }) => {
    const { nordlys, signe } = await people()
    await at(nordlys, () => book(planOf(signe, '10:00')))
    const page = await openAs(browserContext, signe, '/calendar/imports/new')
    await assertAccessible(page, assert)
    await photograph(page, 'calendar-import')
    await page.getByLabel('Calendar file').setInputFiles({
      name: 'my.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(CALENDAR),
    })
    await page.getByRole('button', { name: 'Upload and look at it' }).click()
    await page.getByText('Becomes time off; its name is not kept.').waitFor()
    await assertAccessible(page, assert)
    await photograph(page, 'calendar-import-check')
    await page.getByLabel('Into whose calendar').selectOption({ label: 'Mads Holm' })
    await page.getByRole('button', { name: 'Import 3 appointments' }).waitFor()
    await page.getByLabel('Into whose calendar').selectOption({ label: 'Signe Dahl' })
    await page.getByRole('button', { name: 'Import 2 appointments and one time off' }).click()
    await page.getByText('2 appointments are imported. One time off is entered.').waitFor()
  })

  test('the secret address is shown once', async ({ browserContext, assert }) => {
    const { signe } = await people()
    const page = await openAs(browserContext, signe, '/security')
    await page.getByRole('link', { name: 'Manage' }).click()
    await page.getByRole('button', { name: 'Make the address' }).waitFor()
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Make the address' }).click()
    const address = page.getByLabel('The secret address')
    await expect(address).toHaveValue(/\/feeds\/[\w-]{43}\.ics$/)
    await assertAccessible(page, assert)
    await photograph(page, 'calendar-feed-once')
    await page.getByRole('link', { name: 'I have it' }).click()
    await page.getByText('Your calendar has a secret address').waitFor()
    assert.notInclude(await page.content(), '/feeds/')
    await assertAccessible(page, assert)
    await photograph(page, 'calendar-feed')
    await page.getByRole('button', { name: 'End the address' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'End the address' }).click()
    await page.getByText('The secret address has ended.').waitFor()
  })
})
