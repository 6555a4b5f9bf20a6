import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import Appointment from '#models/appointment'
import { aClient, aRoom, aService, book, planOf, TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'
import { boxOf, drag, middleOf, type Point } from './mouse.js'
import { assertAccessible, openAs, photograph } from './pages.js'

const WEEK = `/calendar?view=week&date=${TUESDAY}`
/** High enough for the working day, so that nothing scrolls under the mouse. */
const DESK = { width: 1280, height: 1100 }
const DAY = `/calendar?view=day&date=${TUESDAY}`

/** Nordlys with a day's work: three people, two rooms, a group. */
async function busyClinic() {
  const all = await people()
  const { nordlys, signe, mads } = all
  const found = await at(nordlys, async () => {
    const physio = await aService({ colour: 'teal' }, signe, mads)
    const pilates = await aService({ name: 'Pilates', colour: 'violet', capacity: 6 }, mads)
    const room = await aRoom('Room 1')
    const [anna, bo] = [await aClient('Anna', 'Lind'), await aClient('Bo', 'Krogh')]
    const ofPhysio = { serviceId: physio.id }
    const annas = await book(planOf(signe, '10:00', { ...ofPhysio, roomId: room.id }), anna)
    await book(planOf(signe, '13:00', ofPhysio), bo)
    await book(planOf(mads, '10:30', { serviceId: pilates.id, capacity: 6 }), anna, bo)
    await book(planOf(mads, '12:00', { title: 'Staff meeting', minutes: 60 }))
    return { physio, pilates, room, anna, bo, annas }
  })
  return { ...all, ...found }
}

/** The calendar, with its appointments in it. */
async function openCalendar(context: BrowserContext, person: any, path = WEEK) {
  const page = await openAs(context, person, path)
  await page.setViewportSize(DESK)
  await page.locator('.ec-event').first().waitFor()
  return page
}

function wallNow({ nordlys, annas }: any) {
  return at(nordlys, async () => {
    const { wallStart, minutes } = await Appointment.findOrFail(annas.id)
    return [wallStart, minutes]
  })
}

test.group('Calendar in the browser', () => {
  test('shows the week, day, month and agenda to everybody', async ({ browserContext, assert }) => {
    const { jonas } = await busyClinic()
    const violations: string[] = []
    const page = await openCalendar(browserContext, jonas)
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text())
    })
    for (const view of ['week', 'day', 'month', 'agenda']) {
      await page.goto(page.url().replace(/view=\w+/, `view=${view}`))
      await page.getByText('Anna Lind').first().waitFor()
      await photograph(page, `calendar-${view}`)
      await assertAccessible(page, assert)
    }
    assert.deepEqual(violations, [])
  })

  test('books by dragging over an empty time, for somebody new', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, nordlys } = await busyClinic()
    const page = await openCalendar(browserContext, jonas)
    const from = await placeOf(page, 2, '15:00')
    const to = await placeOf(page, 2, '16:00')
    // The quarter of an hour that the mouse ends on belongs to it.
    await drag(page, from, { ...to, y: to.y - 8 })
    await page.getByRole('heading', { name: 'New appointment' }).waitFor()
    assert.equal(await page.getByLabel('Minutes').inputValue(), '60')
    assert.equal(await page.getByLabel('Time', { exact: true }).inputValue(), '15:00')
    assert.equal(await page.getByLabel('Date', { exact: true }).inputValue(), '2027-06-16')
    await page.getByLabel('Name, phone or birth date').fill('Nora Vik')
    await page.getByText('Nobody found.').waitFor()
    assert.isTrue(await page.getByLabel('A new client').isChecked())
    assert.equal(await page.getByLabel('First name').inputValue(), 'Nora')
    await page.getByLabel('With').selectOption({ label: 'Signe Dahl' })
    await photograph(page, 'calendar-drawer')
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
    await drag(page, await middleOf(anna), await placeOf(page, 3, '09:00'))
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
    await drag(
      page,
      { x: x + width / 2, y: y + height - 3 },
      { x: x + width / 2, y: y + height - 3 + (await hourOf(page)) / 2 }
    )
    await page.getByText('Moved to Tuesday').waitFor()
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T10:00`, 90])
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
    await drag(page, await middleOf(anna), await placeOf(page, 3, '11:00'))
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
    const heads = await page.locator('.ec-col-head').allInnerTexts()
    assert.deepEqual(heads, ['Mads Holm', 'Signe Dahl'])
    const bo = page.locator('.ec-event', { hasText: 'Bo Krogh' }).last()
    await drag(page, await middleOf(bo), await placeOf(page, 0, '15:00'))
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
    assert.deepEqual(await heads.allInnerTexts(), ['Room 1', 'Room 2', 'No room'])
    await drag(
      page,
      await middleOf(page.locator('.ec-event', { hasText: 'Bo Krogh' }).last()),
      await placeOf(page, 1, '15:00')
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
    assert.deepEqual(await heads.allInnerTexts(), ['Room 2'])
    assert.equal(await page.locator('.ec-event').count(), 1)
  })

  test('T, W and M lead to today, the week and the month; hours lie behind the days', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, jonas, signe } = await people()
    await at(nordlys, () =>
      clinicClient()
        .insertQuery()
        .table('working_hours')
        .insert({
          ...{ id: crypto.randomUUID(), created_at: `${TUESDAY}T00:00:00.000Z` },
          ...{ member_id: signe.member.id, weekday: 2, starts: '09:00', ends: '12:00' },
        })
    )
    const page = await openAs(browserContext, jonas, DAY)
    await page.setViewportSize(DESK)
    const open = page.locator('.ec-bg-event.is-open')
    await open.waitFor()
    const nine = await placeOf(page, 0, '09:00')
    const { y, height } = await boxOf(open)
    assert.approximately(y, nine.y, 16)
    assert.approximately(height, 3 * (await hourOf(page)), 4)

    await page.keyboard.press('m')
    await page.getByRole('heading', { name: 'June 2027' }).waitFor()
    await page.keyboard.press('w')
    await page.getByRole('heading', { name: 'June 14 – 20, 2027' }).waitFor()
    assert.include(page.url(), 'view=week')
    await page.keyboard.press('t')
    await page.locator('.ec-col-head.ec-today').waitFor()
  })

  test('who is on an appointment stays there when a colleague changes something', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, jonas, annas } = await busyClinic()
    const page = await openCalendar(browserContext, jonas)
    await page.locator('[data-live]').waitFor({ state: 'attached' })
    const bo = page.getByRole('link', { name: 'Bo Krogh', exact: true })
    await bo.focus()
    await at(nordlys, () => annas.mark('arrived', { by: SERVER }))
    await page.locator('.ec-event.is-arrived').waitFor()
    assert.isTrue(await bo.evaluate((link) => link.matches(':focus')))
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

  test('everything by the keyboard: another view, another week, an appointment, an act', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const page = await openCalendar(browserContext, found.jonas)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: 'June 21 – 27, 2027' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('d')
    await page.getByRole('heading', { name: 'Tuesday, June 15, 2027' }).waitFor()
    assert.include(page.url(), 'view=day')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: 'Anna Lind' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Physiotherapy' }).waitFor()
    await photograph(page, 'calendar-appointment')
    await page.setViewportSize(DESK)
    await page.getByRole('button', { name: 'Arrived' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('The client has arrived.').waitFor()
    await assertAccessible(page, assert)
    await page.keyboard.press('Escape')
    await page.locator('.ec-event.is-arrived').waitFor()
    await page.keyboard.press('a')
    await page.locator('.agenda-list').first().waitFor()
    await page.keyboard.press('n')
    await page.getByRole('heading', { name: 'New appointment' }).waitFor()
  })

  test('each click costs one request, and an answer is not lost on the way to the calendar or from it', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const { jonas, annas } = await busyClinic()
    const page = await openAs(browserContext, jonas, '/')
    const asked: string[] = []
    cleanup(
      emitter.on('http:request_completed', ({ ctx: { request } }) => {
        if (request.header('accept')?.includes('text/html'))
          asked.push(`${request.method()} ${request.url()}`)
      })
    )
    await page.getByRole('link', { name: 'Calendar' }).first().click()
    await page.locator('.calendar-heading').waitFor()
    await page.getByRole('link', { name: 'Clients' }).first().click()
    await page.getByRole('heading', { name: 'Clients' }).waitFor()
    await page.getByRole('link', { name: 'Calendar' }).first().click()
    await page.locator('.calendar-grid .ec-body').waitFor()
    assert.deepEqual(asked.splice(0), ['GET /calendar', 'GET /clients', 'GET /calendar'])

    await page.goto(new URL(WEEK, page.url()).href)
    await page.getByRole('link', { name: 'Anna Lind' }).first().click()
    await page.getByRole('button', { name: 'Arrived' }).click()
    await page.getByText('The client has arrived.').waitFor()
    await page.locator('.ec-event.is-arrived').waitFor()
    const path = `/appointments/${annas.id}`
    assert.deepEqual(asked, ['GET /calendar', `GET ${path}`, `POST ${path}/marks`, `GET ${path}`])
    const drawer = page.locator('dialog.drawer-end')
    await drawer.getByRole('button', { name: 'Close', exact: true }).first().click()
    await drawer.waitFor({ state: 'hidden' })
  })

  test('on a phone the day is shown, and an appointment is a page', async ({ browser, assert }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
    const page = await openAs(context, found.jonas, `/calendar?date=${TUESDAY}`)
    await page.getByRole('heading', { name: 'Tuesday, June 15, 2027' }).waitFor()
    await page.getByRole('link', { name: 'Anna Lind' }).first().click()
    await page.waitForURL(/\/appointments\//)
    await page.getByRole('link', { name: 'Change' }).click()
    await page.getByLabel('Time', { exact: true }).fill('13:15')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This member is already booked then.').waitFor()
    assert.equal(await page.getByLabel('Time', { exact: true }).inputValue(), '13:15')
    await page.getByLabel('Time', { exact: true }).fill('15:15')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The appointment is changed.').waitFor()
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T15:15`, 50])
    await context.close()
  })

  test('times are the clinic’s, whatever the browser’s clock says', async ({ browser, assert }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ timezoneId: 'America/New_York' })
    const page = await openCalendar(context, found.jonas)
    const anna = page.locator('.ec-event', { hasText: 'Anna Lind' }).first()
    assert.include(await anna.innerText(), '10:00–10:50')
    await page.getByText('Europe/Copenhagen').waitFor()
    const near = await browser.newContext({ timezoneId: 'Europe/Oslo' })
    const other = await openCalendar(near, found.jonas)
    assert.isFalse(await other.getByText('Europe/Copenhagen').isVisible())
    await drag(page, await middleOf(anna), await placeOf(page, 3, '09:00'))
    await page.getByText('Moved to Thursday').waitFor()
    const [moved] = await wallNow(found)
    assert.match(String(moved), /^2027-06-17T0[89]:/)
    await context.close()
    await near.close()
  })

  test('what a colleague changes appears without a reload, in the grid and in the list', async ({
    browser,
    assert,
  }) => {
    const found = await busyClinic()
    const { nordlys, jonas, signe, mads } = found
    const [desk, room] = [await browser.newContext(), await browser.newContext()]
    const grid = await openCalendar(desk, jonas)
    const list = await openAs(room, mads, `/calendar?view=agenda&date=${TUESDAY}`)
    for (const page of [grid, list])
      await page.locator('[data-live]').waitFor({ state: 'attached' })
    let loads = 0
    for (const page of [grid, list]) page.on('load', () => loads++)

    const other = await browser.newContext()
    const page = await openAs(other, signe, `/appointments/${found.annas.id}`)
    await page.getByRole('button', { name: 'Arrived' }).click()
    await grid.locator('.ec-event.is-arrived').waitFor()
    await list.locator('.agenda-row.is-arrived').waitFor()
    await at(nordlys, () => found.annas.move({ wall: '2027-06-16T09:00' }, { by: SERVER }))
    await list.locator('#day-2027-06-16 + .agenda-list').getByText('Anna Lind').waitFor()
    assert.equal(loads, 0)
    for (const context of [desk, room, other]) await context.close()
  })

  test('a client’s appointments, the day sheet and the home page are open to everybody', async ({
    browserContext,
    assert,
  }) => {
    const { jonas, anna } = await busyClinic()
    const page = await openAs(browserContext, jonas, `/clients/${anna.id}?tab=appointments`)
    for (const path of ['', `/calendar/days/${TUESDAY}`, '/appointments/new', '/']) {
      if (path) await page.goto(new URL(path, page.url()).href)
      await photograph(page, `calendar-page-${path.replaceAll('/', '_')}`)
      await assertAccessible(page, assert)
    }
  })

  test('without a script the agenda and the forms do it all', async ({ browser, assert }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await openAs(context, found.jonas, WEEK)
    await page.waitForURL(/view=agenda/)
    await page.getByRole('link', { name: 'New appointment' }).click()
    await page.getByLabel('Name, phone or birth date').fill('Bo')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByLabel('Bo Krogh').check()
    await page.getByLabel('Date', { exact: true }).fill('2027-06-18')
    await page.getByLabel('Time', { exact: true }).fill('09:00')
    await page.getByLabel('With').selectOption({ label: 'Signe Dahl' })
    await page.getByRole('button', { name: 'Book', exact: true }).last().click()
    await page.getByText('The appointment is booked.').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('The appointment is done.').waitFor()
    assert.notInclude(page.url(), 'Bo')
    await context.close()
  })
})

/** How many pixels an hour has. */
async function hourOf(page: Page) {
  const slot = page.locator('.ec-body .ec-slot')
  const [first, second] = [await boxOf(slot.nth(2)), await boxOf(slot.nth(3))]
  return second.y - first.y
}

/** Where a time is in a column of the grid; the slots of the grid begin at seven. */
async function placeOf(page: Page, column: number, time: string): Promise<Point> {
  const day = await boxOf(page.locator('.ec-body .ec-day').nth(column))
  const label = await boxOf(page.locator(`.ec-body .ec-slot time[datetime*="T${time}"]`).first())
  return { x: day.x + day.width / 2, y: label.y + label.height / 2 + 4 }
}
