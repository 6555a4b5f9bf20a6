import { test } from '@japa/runner'
import Appointment from '#models/appointment'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { assertAccessible, openAs, photograph } from '#tests/browser/pages'
import { at, people } from '#tests/people'

test.group('Repeating appointments in the browser', () => {
  test('the dates show themselves while the form is filled in, and are booked', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, () => book(planOf(signe, '13:15', { wall: '2027-06-22T13:15' })))
    const page = await openAs(
      browserContext,
      jonas,
      `/appointments/new?start=${TUESDAY}T13:00&member=${signe.member.id}`
    )
    await page.getByLabel('No client (a meeting, a break)').check()
    await page.getByLabel('Title').fill('Training')
    assert.isFalse(await page.getByText('Show the dates').isVisible())
    await page.getByLabel('By weeks').check()
    await page.getByText('10 dates. One is taken.').waitFor()
    await page.getByRole('spinbutton', { name: 'Number of appointments' }).fill('3')
    await page.getByRole('spinbutton', { name: 'Number of appointments' }).press('Tab')
    await page.getByText('3 dates. One is taken.').waitFor()
    await photograph(page, 'repeat-form')
    await assertAccessible(page, assert)
    await page.getByLabel('Leave these dates out').check()
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.getByText('2 appointments are booked. One date was taken and is left out.').waitFor()
    await photograph(page, 'repeat-booked')

    await page.getByRole('link', { name: 'Change' }).click()
    await page.getByText('Repeats every Tuesday, 3 times.').waitFor()
    await page.getByLabel('All that are still to come').check()
    await page.getByLabel('Time', { exact: true }).fill('09:00')
    await photograph(page, 'repeat-change')
    await assertAccessible(page, assert)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The appointment is changed.').waitFor()
    const walls = await at(nordlys, async () => {
      const rows = await Appointment.query().where('title', 'Training').orderBy('starts_at')
      return rows.map(({ wallStart }) => wallStart)
    })
    assert.deepEqual(walls, ['2027-06-15T09:00', '2027-06-29T09:00'])

    await page.getByRole('button', { name: 'Cancel the appointment' }).click()
    await page.getByLabel('This one and all after it').waitFor()
    await photograph(page, 'repeat-cancel')
  })
})
