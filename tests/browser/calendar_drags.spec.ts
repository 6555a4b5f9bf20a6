import { test } from '@japa/runner'
import { SERVER } from '#audit/actor'
import Appointment from '#models/appointment'
import Holiday from '#models/holiday'
import { aRoom, book, planOf, TUESDAY } from '#tests/calendar'
import { at } from '#tests/people'
import { busyClinic, DAY, DESK, hourOf, openCalendar, pointAt, wallNow } from './calendar_page.js'
import { boxOf, drag, middleOf, type Point } from './mouse.js'
import { expect, openAs, photograph } from './pages.js'

test.group('Dragging in the calendar', () => {
  test('books by dragging over an empty time, for somebody new', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, nordlys } = await busyClinic()
    await at(nordlys, () =>
      Holiday.close([{ date: '2027-06-16', name: 'Summer party' }], { by: SERVER })
    )
    const page = await openCalendar(browserContext, jonas)
    await page.getByRole('link', { name: 'Wed 16 Summer party' }).waitFor()
    const from = await pointAt(page, 2, '15:00')
    const to = await pointAt(page, 2, '16:00')
    // The quarter of an hour that the mouse ends on belongs to it.
    await drag(page, from, { ...to, y: to.y - 8 })
    await page.getByRole('heading', { name: 'New appointment' }).waitFor()
    await expect(page.getByLabel('Minutes')).toHaveValue('60')
    await expect(page.getByLabel('Time', { exact: true })).toHaveValue('15:00')
    await expect(page.getByLabel('Date', { exact: true })).toHaveValue('2027-06-16')
    await page.getByLabel('Name, phone or birth date').fill('Nora Vik')
    await page.getByText('Nobody found.').waitFor()
    await expect(page.getByLabel('A new client')).toBeChecked()
    await expect(page.getByLabel('First name')).toHaveValue('Nora')
    await page.getByLabel('With').selectOption({ label: 'Signe Dahl' })
    await page.getByText('The clinic is closed then: Summer party.').waitFor()
    await page.getByLabel('Date', { exact: true }).fill(TUESDAY)
    await page.getByText('The time is free.').waitFor()
    await page.getByLabel('Time', { exact: true }).fill('13:30')
    await page.getByText('This member is already booked then.').waitFor()
    await photograph(page, 'calendar-drawer')
    await page.getByLabel('Date', { exact: true }).fill('2027-06-16')
    await page.getByLabel('Time', { exact: true }).fill('15:00')
    await page.setViewportSize(DESK)
    await page.getByRole('button', { name: 'Book', exact: true }).click()
    await page.locator('.ec-event', { hasText: 'Nora Vik' }).waitFor()
    await page.getByText('The appointment is booked.').waitFor()
    await page.locator('dialog.drawer-end').waitFor({ state: 'hidden' })
    const booked = await at(nordlys, () =>
      Appointment.query().where('wallStart', '2027-06-16T15:00').firstOrFail()
    )
    assert.equal(booked.minutes, 60)
    assert.notInclude(page.url(), 'Nora')
  })

  test('moves by dragging, says where to, and back again with one click', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const page = await openCalendar(browserContext, found.jonas)
    const anna = page.locator('.ec-event', { hasText: 'Anna Lind' }).first()
    await drag(page, await middleOf(anna), await pointAt(page, 3, '09:00'))
    await page.getByText('Moved to Thursday').waitFor()
    const [moved] = await wallNow(found)
    assert.match(String(moved), /^2027-06-17T0[89]:/)
    const undone = page.waitForResponse(/\/moves$/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await undone
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T10:00`, 50])
  })

  test('resizes by dragging the end', async ({ browserContext, assert }) => {
    const found = await busyClinic()
    const page = await openCalendar(browserContext, found.jonas)
    const anna = page.locator('.ec-event', { hasText: 'Anna Lind' }).first()
    const { x, y, width, height } = await boxOf(anna)
    const sent = page.waitForRequest(/\/moves$/)
    await drag(
      page,
      { x: x + width / 2, y: y + height - 3 },
      { x: x + width / 2, y: y + height - 3 + (await hourOf(page)) / 2 }
    )
    await page.getByText('Moved to Tuesday').waitFor()
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T10:00`, 90])
    // What was seen goes with it, so that nothing happens to what a colleague has moved.
    const request = await sent
    const [wall, end] = [`${TUESDAY}T10:00`, `${TUESDAY}T11:30`]
    assert.deepEqual(request.postDataJSON(), { wall, end, seen: 0 })
  })

  test('what is dragged onto a taken time snaps back, and says why', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const { nordlys, signe } = found
    await at(nordlys, () =>
      book(planOf(signe, '10:00', { wall: '2027-06-17T10:00', minutes: 240 }))
    )
    const page = await openCalendar(browserContext, found.jonas)
    const anna = page.locator('.ec-event', { hasText: 'Anna Lind' }).first()
    const before = await boxOf(anna)
    await drag(page, await middleOf(anna), await pointAt(page, 3, '11:00'))
    await page.getByText('This member is already booked then.').waitFor()
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T10:00`, 50])
    // Waits until it stands still.
    await anna.hover()
    const after = await boxOf(anna)
    assert.approximately(after.x, before.x, 2)
  })

  test('one column for each member, in which a drag changes the member', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const page = await openCalendar(browserContext, found.jonas, `${DAY}&columns=members`)
    await photograph(page, 'calendar-columns')
    await page.setViewportSize(DESK)
    await expect(page.locator('.ec-col-head')).toHaveText(['Mads Holm', 'Signe Dahl'])
    const bo = page.locator('.ec-event', { hasText: 'Bo Krogh' }).last()
    await drag(page, await middleOf(bo), await pointAt(page, 0, '15:00'))
    await page.getByText('Moved to Tuesday').waitFor()
    const moved = await at(found.nordlys, () =>
      Appointment.query().where('wallStart', 'like', `${TUESDAY}T14%`).firstOrFail()
    )
    assert.equal(moved.memberId, found.mads.member.id)
  })

  test('one column for each room, in which a drag changes the room, and the filter leaves one', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const other = await at(found.nordlys, () => aRoom('Room 2'))
    const page = await openCalendar(browserContext, found.jonas, `${DAY}&columns=rooms`)
    const heads = page.locator('.ec-col-head')
    await expect(heads).toHaveText(['Room 1', 'Room 2', 'No room'])
    await drag(
      page,
      await middleOf(page.locator('.ec-event', { hasText: 'Bo Krogh' }).last()),
      await pointAt(page, 1, '15:00')
    )
    await page.getByText('Moved to Tuesday').waitFor()
    const moved = await at(found.nordlys, () =>
      Appointment.query().where('roomId', other.id).firstOrFail()
    )
    assert.match(moved.wallStart, /^2027-06-15T14/)

    await page.getByText('Show', { exact: true }).click()
    await page.getByLabel('Room', { exact: true }).selectOption({ label: 'Room 2' })
    await page.getByRole('button', { name: 'Show these' }).click()
    await page.getByText('filtered').waitFor()
    await page.locator('.ec-event', { hasText: 'Bo Krogh' }).waitFor()
    await expect(heads).toHaveText(['Room 2'])
    await expect(page.locator('.ec-event')).toHaveCount(1)
  })

  test('a finger that stays moves an appointment', async ({ browser, assert, cleanup }) => {
    const found = await busyClinic()
    const phone = { viewport: { width: 375, height: 1100 }, hasTouch: true }
    const context = await browser.newContext(phone)
    cleanup(() => context.close())
    const page = await openAs(context, found.jonas, DAY)
    const bo = page.locator('.ec-event', { hasText: 'Bo Krogh' }).last()
    await bo.waitFor()
    const finger = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints })
    const from = await middleOf(bo)
    await touch('touchStart', from)
    await page.locator('.ec-ghost, .ec-preview').first().waitFor({ state: 'attached' })
    const hour = await hourOf(page)
    for (const part of [1, 2, 3, 4])
      await touch('touchMove', { x: from.x, y: from.y + (part * hour) / 2 })
    await touch('touchEnd')
    await page.getByText('Moved to Tuesday, June 15, 15:00').waitFor()
    const moved = await at(found.nordlys, () =>
      Appointment.query().where('wallStart', `${TUESDAY}T15:00`).firstOrFail()
    )
    assert.equal(moved.minutes, 50)
  })

  test('times are the clinic’s, whatever the browser’s clock says', async ({ browser, assert }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ timezoneId: 'America/New_York' })
    const page = await openCalendar(context, found.jonas)
    const anna = page.locator('.ec-event', { hasText: 'Anna Lind' }).first()
    await expect(anna).toContainText('10:00–10:50')
    await page.getByText('Europe/Copenhagen').waitFor()
    const near = await browser.newContext({ timezoneId: 'Europe/Oslo' })
    const other = await openCalendar(near, found.jonas)
    await expect(other.getByText('Europe/Copenhagen')).toBeHidden()
    await drag(page, await middleOf(anna), await pointAt(page, 3, '09:00'))
    await page.getByText('Moved to Thursday').waitFor()
    const [moved] = await wallNow(found)
    assert.match(String(moved), /^2027-06-17T0[89]:/)
    await context.close()
    await near.close()
  })
})
