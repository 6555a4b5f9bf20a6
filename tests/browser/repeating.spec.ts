import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Holiday from '#models/holiday'
import Recurrence from '#models/recurrence'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { drag, middleOf } from '#tests/browser/mouse'
import { assertAccessible, expect, openAs, photograph } from '#tests/browser/pages'
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
    await expect(page.getByText('Show the dates')).toBeHidden()
    await page.getByLabel('Weekly').check()
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

    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('Repeats every Tuesday, 3 times.').waitFor()
    await page.getByLabel('All that are still to come').check()
    await page.getByLabel('Time', { exact: true }).fill('09:00')
    await page.getByText('As it was.').waitFor()
    await page.getByRole('spinbutton', { name: 'Every' }).fill('2')
    await page
      .getByText('Every second Tuesday until June 29, 2027: 2 dates. All are free.')
      .waitFor()
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

  test('dragging one asks which are meant, and says what is in the way', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, signe, jonas } = await people()
    await at(nordlys, async () => {
      const rule = { unit: 'week', every: 1, count: 3 } as const
      await Recurrence.book(planOf(signe, '10:00'), rule, { by: SERVER, onTaken: 'refuse' })
      await book(planOf(signe, '', { wall: '2027-07-01T10:00' }))
      await Holiday.close([{ date: '2027-06-24', name: 'Midsummer' }], { by: SERVER })
    })
    const walls = () =>
      at(nordlys, async () => {
        const rows = await Appointment.query().whereNotNull('recurrence_id').orderBy('starts_at')
        return rows.map(({ wallStart }) => wallStart.slice(5, 10))
      })
    const page = await openAs(browserContext, jonas, `/calendar?view=week&date=${TUESDAY}`)
    await page.setViewportSize({ width: 1280, height: 1100 })
    const box = page.locator('.ec-event')
    const question = page.getByRole('dialog', { name: 'Move a repeating appointment' })
    const dragToThursday = async () => {
      // Waits until it stands still: what was let go has snapped back.
      await box.hover()
      const from = await middleOf(box)
      const days = page.locator('.ec-body .ec-day')
      const [one, other] = [await middleOf(days.nth(1)), await middleOf(days.nth(3))]
      await drag(page, from, { x: from.x + other.x - one.x, y: from.y })
      await question.waitFor()
    }

    await box.waitFor()
    await dragToThursday()
    await question.getByText('To Thursday, June 17, 10:00–10:50').waitFor()
    await photograph(page, 'repeat-drag')
    await assertAccessible(page, assert)
    await page.setViewportSize({ width: 1280, height: 1100 })
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    assert.deepEqual(await walls(), ['06-15', '06-22', '06-29'])

    await dragToThursday()
    await question.getByLabel('This one and all after it').check()
    await page.keyboard.press('Enter')
    const closed = question.getByText(
      'At one of the 3 new times nobody works: Thu, June 24 (Midsummer).'
    )
    await closed.waitFor()
    await photograph(page, 'repeat-drag-closed')
    await page.setViewportSize({ width: 1280, height: 1100 })
    // Others are meant now.
    await question.getByLabel('This one only').check()
    await closed.waitFor({ state: 'hidden' })
    await question.getByLabel('This one and all after it').check()
    await page.keyboard.press('Enter')
    await closed.waitFor()
    assert.deepEqual(await walls(), ['06-15', '06-22', '06-29'])
    await question.getByRole('button', { name: 'Move all the same' }).click()
    await question.getByText('One date is taken: July 1.').waitFor()
    await photograph(page, 'repeat-drag-taken')
    await page.setViewportSize({ width: 1280, height: 1100 })
    await question.getByLabel('Leave these where they are').check()
    await question.getByRole('button', { name: 'Move' }).click()
    await page.getByText('2 appointments are moved. One stays where it was').waitFor()
    assert.deepEqual(await walls(), ['06-17', '06-24', '06-29'])

    const undone = page.waitForResponse(/\/moves$/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await undone
    assert.deepEqual(await walls(), ['06-15', '06-22', '06-29'])
  })
})
