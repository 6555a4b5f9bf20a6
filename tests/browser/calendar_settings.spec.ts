import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page } from 'playwright'
import { clockTime } from '#calendar/clock_time'
import { WorkingHours } from '#calendar/hours/working_hours'
import { furnishCalendar } from '#database/seeders/demo_calendar'
import { demoClients } from '#database/seeders/demo_people'
import Client from '#models/client'
import Service from '#models/service'
import TimeOff from '#models/time_off'
import {
  addressAt,
  assertAccessible,
  expect,
  openAs,
  photograph,
  signInWith,
} from '#tests/browser/pages'
import { at, people, type People, type Person } from '#tests/people'

const PHONE = { width: 360, height: 740 }

async function furnish({ nordlys, ida }: People) {
  const by = { member: ida.member, address: null }
  await at(nordlys, async () => {
    for (const { tags, alert, isArchived, ...values } of demoClients().slice(0, 12))
      await Client.register(values, { by })
    await furnishCalendar({ by })
  })
}

/** The weekly hours of somebody, Monday first, as clocks show them. */
async function weekOf({ clinic, member }: Person) {
  const { weeks } = await at(clinic, () => WorkingHours.of(member))
  return weeks
    .at(-1)!
    .days.map((spans) =>
      spans.map(({ starts, ends }) => `${clockTime(starts)}-${clockTime(ends)}`).join(' ')
    )
}

async function openWithoutScripts(browser: Browser, person: Person, path: string) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
  await signInWith(context, person)
  const page = await context.newPage()
  await page.goto(addressAt(person.host, path))
  return page
}

async function look(context: BrowserContext, person: Person, path: string) {
  const page = await openAs(context, person, path)
  await photograph(page, path.replaceAll(/[/?=]/g, '-').replaceAll(/[\da-f]{8}-[\w-]{27}/g, 'id'))
  return page
}

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/hours\/[\w-]{36}$/)
}

test.group('The week editor', () => {
  test('is filled with the keyboard alone, and a day is copied to others', async ({
    browserContext,
    assert,
  }) => {
    const { signe } = await people()
    const path = `/settings/hours/${signe.member.id}`
    const page = await openAs(browserContext, signe, path)
    await page.getByRole('link', { name: 'Set working hours' }).click()
    const more = page.getByRole('button', { name: 'Add hours: Monday' })
    await more.focus()
    await page.keyboard.press('Enter')
    // The first of the two times has the focus: nobody searches for it.
    await page.keyboard.type('0900AM')
    await page.getByLabel('Monday, until').first().fill('12:00')
    for (const [index, times] of [
      ['12:30', '15:00'],
      ['15:30', '17:00'],
    ].entries()) {
      await more.click()
      await page
        .getByLabel('Monday, from')
        .nth(index + 1)
        .fill(times[0])
      await page
        .getByLabel('Monday, until')
        .nth(index + 1)
        .fill(times[1])
    }
    await page.getByLabel('Tuesday', { exact: true }).check()
    await page.getByLabel('Friday', { exact: true }).check()
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied. Save to keep it.').waitFor()
    await page.getByRole('button', { name: 'Remove these hours: Friday' }).last().click()
    await assertAccessible(page, assert)
    await photograph(page, 'week-editor')
    await save(page)

    const monday = '09:00-12:00 12:30-15:00 15:30-17:00'
    assert.deepEqual(await weekOf(signe), [
      monday,
      monday,
      '',
      '',
      '09:00-12:00 12:30-15:00',
      '',
      '',
    ])
  })

  test('says beside the row what is wrong, and keeps what was typed', async ({
    browserContext,
    assert,
  }) => {
    const { signe } = await people()
    const page = await openAs(browserContext, signe, `/settings/hours/${signe.member.id}/weeks/new`)
    const more = page.getByRole('button', { name: 'Add hours: Wednesday' })
    for (const [index, times] of [
      ['09:00', '12:00'],
      ['11:00', '15:00'],
    ].entries()) {
      await more.click()
      await page.getByLabel('Wednesday, from').nth(index).fill(times[0])
      await page.getByLabel('Wednesday, until').nth(index).fill(times[1])
    }
    await page.getByRole('button', { name: 'Save' }).click()
    const wrong = page.getByLabel('Wednesday, from').nth(1)
    await page.getByText(/This overlaps/).waitFor()
    await expect(wrong).toHaveValue('11:00')
    await expect(wrong).toHaveAttribute('aria-invalid', 'true')
    await assertAccessible(page, assert)
    await photograph(page, 'week-editor-refused')
    await wrong.fill('12:00')
    await save(page)
    assert.deepEqual(await weekOf(signe), ['', '', '09:00-12:00 12:00-15:00', '', '', '', ''])
  })

  test('works on a phone without JavaScript', async ({ browser, assert, cleanup }) => {
    const { signe } = await people()
    const page = await openWithoutScripts(
      browser,
      signe,
      `/settings/hours/${signe.member.id}/weeks/new`
    )
    cleanup(() => page.context().close())
    await page.getByLabel('Monday, from').first().fill('08:00')
    await page.getByLabel('Monday, until').first().fill('12:00')
    await page.getByLabel('Thursday', { exact: true }).check()
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.waitForURL('**/weeks/always/edit')
    await expect(page.getByLabel('Thursday, from').first()).toHaveValue('08:00')
    await page.getByLabel('Thursday, from').nth(1).fill('13:00')
    await page.getByLabel('Thursday, until').nth(1).fill('15:00')
    await save(page)
    assert.deepEqual(await weekOf(signe), [
      '08:00-12:00',
      '',
      '',
      '08:00-12:00 13:00-15:00',
      '',
      '',
      '',
    ])
  })
})

test.group('What a clinic sets up before its calendar works', (group) => {
  let all: People

  // Once for all: looking changes nothing, and one more service is in nobody's way.
  group.setup(async () => {
    all = await people()
    await furnish(all)
  })

  test('{$self} is for everybody, in every light')
    .with([
      '/settings/services',
      '/settings/services/new',
      '/settings/places',
      '/settings/places/rooms/new',
      '/settings/places/locations/new',
      '/settings/hours',
      '/settings/holidays',
      '/settings/holidays/public?year=2027',
    ])
    .run(async ({ browserContext, assert }, path) => {
      const page = await look(browserContext, all.ida, path)
      await assertAccessible(page, assert)
    })

  test('so are the hours of one member, and the forms about them', async ({
    browserContext,
    assert,
  }) => {
    const owner = `/settings/hours/${all.ida.member.id}`
    const { id } = await at(all.nordlys, () => TimeOff.findByOrFail('memberId', all.ida.member.id))
    for (const path of [
      `/settings/hours/${all.signe.member.id}`,
      `${owner}/weeks/always/edit`,
      `${owner}/exceptions/new`,
      `${owner}/time-off/${id}/edit`,
    ]) {
      const page = await look(browserContext, all.ida, path)
      await assertAccessible(page, assert)
    }
  })

  test('a service is made with the keyboard, and shown again', async ({
    browserContext,
    assert,
  }) => {
    const page = await openAs(browserContext, all.ida, '/settings/services/new')
    await page.getByLabel('Name').fill('Laser')
    await page.getByLabel('Price').fill('1.250,50')
    await page.getByRole('radio', { name: 'Olive' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByText('“Laser” was added.').waitFor()

    const laser = await at(all.nordlys, () => Service.findByOrFail('name', 'Laser'))
    assert.deepInclude(laser.$attributes, { price: 125050, colour: 'amber' })
    await at(all.nordlys, () => laser.load('members'))
    assert.sameMembers(
      laser.members.map(({ name }) => name),
      ['Ida Lund', 'Mads Holm', 'Signe Dahl']
    )
  })
})
