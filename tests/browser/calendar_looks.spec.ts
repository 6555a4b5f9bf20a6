import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import type { Locator } from 'playwright'
import TimeOff from '#models/time_off'
import { book, planOf, TUESDAY } from '#tests/calendar'
import { at } from '#tests/people'
import { busyClinic, openCalendar, pointAt, WEEK, wallNow } from './calendar_page.js'
import { boxOf } from './mouse.js'
import { expect, openAs, photograph } from './pages.js'

/** What the style sheet draws in front of it, and what a screen reader hears of that. */
function drawnBefore(place: Locator) {
  return place.evaluate((element) => getComputedStyle(element, '::before').content)
}

const PHONE = { width: 360, height: 740 }

test.group('What the calendar has room for', () => {
  test('on a phone the day is shown, and an appointment is a page', async ({ browser, assert }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
    const page = await openAs(context, found.jonas, `/calendar?date=${TUESDAY}`)
    await page.getByRole('heading', { name: 'Tue, Jun 15' }).waitFor()
    await page.getByRole('link', { name: 'Anna Lind' }).first().click()
    await page.waitForURL(/\/appointments\//)
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Time', { exact: true }).fill('13:15')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This member is already booked then.').waitFor()
    await expect(page.getByLabel('Time', { exact: true })).toHaveValue('13:15')
    await page.getByLabel('Time', { exact: true }).fill('15:15')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The appointment is changed.').waitFor()
    assert.deepEqual(await wallNow(found), [`${TUESDAY}T15:15`, 50])
    await context.close()
  })

  test('a week is wider than a phone: three days of it, the one that is meant first', async ({
    browser,
    assert,
  }) => {
    const found = await busyClinic()
    const context = await browser.newContext({ viewport: PHONE })
    const page = await openCalendar(context, found.jonas, WEEK, PHONE)
    const grid = await boxOf(page.locator('.ec-body > .ec-grid').first())
    const seen = await boxOf(page.locator('.ec-main'))
    const times = await boxOf(page.locator('.ec-header .ec-sidebar'))
    const tuesday = await boxOf(page.locator('.ec-col-head').nth(1))
    assert.isAbove(grid.width, seen.width)
    assert.approximately(seen.width / tuesday.width, 3.5, 0.5)
    assert.approximately(tuesday.x, times.x + times.width, 4)
    await page.getByRole('link', { name: 'Wed 16' }).click()
    await page.getByRole('heading', { name: 'Wed, Jun 16' }).waitFor()
    await context.close()
  })

  test('a short appointment says whom it is for, whole', async ({ browserContext, assert }) => {
    const found = await busyClinic()
    await at(found.nordlys, async () => {
      for (const [time, minutes] of [
        ['14:30', 15],
        ['15:00', 20],
        ['15:30', 30],
      ] as const)
        await book(planOf(found.signe, time, { minutes }), found.bo)
    })
    const page = await openCalendar(browserContext, found.jonas)
    const names = page.getByRole('link', { name: 'Bo Krogh', exact: true })
    const all = await names.all()
    assert.lengthOf(all, 4)
    for (const name of all) {
      const [text, box] = [await boxOf(name), await boxOf(name.locator('xpath=ancestor::article'))]
      assert.isAtLeast(text.y, box.y)
      assert.isAtMost(text.y + text.height, box.y + box.height + 1)
    }
  })

  test('three at a time are told apart by first letters, and a closer look says all, who is away too', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const { nordlys, signe, mads, ida, bo } = found
    await at(nordlys, async () => {
      const buffers = { bufferBefore: 5, bufferAfter: 10 }
      for (const person of [signe, mads, ida])
        await book(planOf(person, '15:00', { ...buffers, title: `With ${person.member.id}` }), bo)
      const [from, until] = ['2027-06-16T22:00Z', '2027-06-17T22:00Z'].map((moment) =>
        DateTime.fromISO(moment)
      )
      await TimeOff.create({
        memberId: signe.member.id,
        startsAt: from,
        endsAt: until,
        kind: 'other',
      })
    })
    const page = await openCalendar(browserContext, found.jonas)
    await expect(page.locator('.ec-col-head', { hasText: 'Thu' })).toContainText('Away: Signe')
    await expect(page.locator('.ec-col-head', { hasText: 'Wed' })).not.toContainText('Away')

    const box = page.locator('.ec-event', { hasText: `With ${signe.member.id}` })
    const name = box.getByRole('link', { name: 'Bo Krogh', exact: true })
    assert.equal(await drawnBefore(name), '"BK" / ""')
    const buffer = box.locator('.appointment-buffer.is-after')
    const [ten, fifty] = [await boxOf(buffer), await boxOf(box)]
    assert.approximately(ten.height, fifty.height / 5, 1)
    const card = page.locator('.appointment-card')
    await expect(card).toHaveCount(0)
    await box.hover()
    await expect(card).toContainText('Bo Krogh15:00–15:50Signe Dahl')
    await expect(card).toContainText('Buffer: 5 min before, 10 min after')
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0)
    await name.focus()
    await page.keyboard.press('Tab')
    await expect(card).toContainText('Buffer: 5 min before')
    await photograph(page, 'calendar-three-at-a-time')
  })

  test('of one day the members stand side by side, of a week each appointment says with whom', async ({
    browserContext,
    assert,
  }) => {
    const found = await busyClinic()
    const page = await openCalendar(browserContext, found.jonas)
    const staff = page.locator('.ec-event', { hasText: 'Staff meeting' })
    await expect(staff).toContainText('Mads Holm')
    await page.getByRole('link', { name: 'Tue 15' }).click()
    await page.getByRole('heading', { name: 'Tuesday, June 15, 2027 week 24' }).waitFor()
    await expect(page.locator('.ec-col-head')).toHaveText(['Mads Holm', 'Signe Dahl'])
    await expect(staff).not.toContainText('Mads Holm')

    const empty = await pointAt(page, 0, '16:00')
    await page.mouse.click(empty.x, empty.y)
    await page.getByRole('heading', { name: 'New appointment' }).waitFor()
    await expect(page.getByLabel('Time', { exact: true })).toHaveValue('16:00')
    await expect(page.getByLabel('With')).toHaveValue(found.mads.member.id)
    const search = page.getByLabel('Name, phone or birth date')
    assert.isTrue(await search.evaluate((field) => field.matches(':focus')), 'whom it is for')
  })

  test('a client is taken off an appointment only when that is meant', async ({
    browserContext,
    assert,
  }) => {
    const { nordlys, jonas, annas } = await busyClinic()
    const page = await openAs(browserContext, jonas, `/appointments/${annas.id}`)
    // This line appears when the scripts are there, and moves what is below it.
    await page.getByText('Europe/Copenhagen').waitFor()
    const asked: string[] = []
    page.on('dialog', async (dialog) => {
      asked.push(dialog.message())
      await (asked.length === 1 ? dialog.dismiss() : dialog.accept())
    })
    const remove = async () => {
      await page.getByLabel('Actions for client no. 1').click()
      await page.getByRole('button', { name: 'Remove from the appointment' }).click()
    }
    await remove()
    await page.keyboard.press('Escape')
    await remove()
    await page.getByText('The client is taken off.').waitFor()
    assert.lengthOf(asked, 2)
    assert.include(asked[0], 'The time stays taken')
    assert.isEmpty(await at(nordlys, () => annas.related('attendances').query()))
  })
})
