import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { addressAt, expect } from '#tests/browser/pages'
import { at, NORDLYS } from '#tests/people'
import Booking from '../../models/booking.js'
import { bookingSettings } from '../../settings.js'
import { taking } from '../setting.js'

const FRAME = `<iframe src="${addressAt(NORDLYS, '/booking')}" title="Booking"></iframe>`

/** The clinic's own web site, somewhere else than its server: a page that shows the booking in a frame. */
async function website() {
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(FRAME)
  )
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function booksIn(page: Page) {
  const frame = page.frameLocator('iframe')
  await frame.getByRole('link', { name: 'Physiotherapy' }).click()
  await frame.getByRole('link', { name: 'Signe Dahl' }).click()
  await frame.locator('.booking-time').first().click()
  await frame.getByLabel('First name').fill('Anna')
  await frame.getByLabel('Last name').fill('Berg')
  await frame.getByLabel('E-mail').fill('anna@example.test')
  await frame.getByLabel('I accept the terms').check()
  await frame.getByLabel('I have read the privacy').check()
  await frame.getByRole('button', { name: 'Book' }).click()
  await expect(frame.getByRole('heading', { name: 'You have booked' })).toBeVisible()
}

test.group('Booking inside another site', () => {
  test('works in the one that is named, and another one shows an empty frame', async ({
    browserContext,
    assert,
    cleanup,
  }) => {
    const [own, other] = [await website(), await website()]
    cleanup(() => {
      own.close()
      other.close()
    })
    const all = await taking({ origins: own.origin, proofOfWork: true })
    const page = await browserContext.newPage()
    await page.goto(own.origin)
    await booksIn(page)
    assert.lengthOf(await at(all.nordlys, () => Booking.all()), 1)
    assert.isEmpty(await browserContext.cookies())

    const refused = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors')
    )
    await page.goto(other.origin)
    await refused
    await at(all.nordlys, () =>
      bookingSettings.write({ ...bookingSettings.read(), origins: undefined })
    )
    const closed = page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors')
    )
    await page.goto(own.origin)
    await closed
  })
})
