import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { SERVER } from '#audit/actor'
import { clinicClient } from '#clinics/database'
import { TUESDAY } from '#tests/calendar'
import { at, people } from '#tests/people'
import { busyClinic, DAY, DESK, hourOf, openCalendar, pointAt, WEEK } from './calendar_page.js'
import { boxOf } from './mouse.js'
import { assertAccessible, openAs, photograph } from './pages.js'

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
    const nine = await pointAt(page, 0, '09:00')
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
