import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { aService, book, planOf, TUESDAY } from '#tests/calendar'
import { addressAt, assertAccessible, photograph, signInWith } from '#tests/browser/pages'
import Client from '#models/client'
import { SERVER } from '#audit/actor'
import { at, people } from '#tests/people'
import { switchOn } from '#tests/plugins'
import { clinicRules, type Rules } from '../../settings.js'

const NAMES = /zacharias|hemmeligsen/i

/** Nordlys with the plugin on, and Zacharias, whom Signe sees on a Tuesday. */
async function scene(rules: Partial<Rules> = {}) {
  const all = await people()
  await switchOn(all.nordlys, 'calendar-mask')
  await at(all.nordlys, async () => {
    await clinicRules.write({ ...clinicRules.read(), ...rules })
    const values = { firstName: 'Zacharias', lastName: 'Hemmeligsen', phone: '20 12 34 56' }
    const client = await Client.register(values, { by: SERVER })
    const { id: serviceId } = await aService({}, all.signe)
    await book(planOf(all.signe, '09:00', { serviceId, title: 'Hemmeligsen again' }), client)
  })
  return all
}

/** Everything that the browser receives from now on: bodies, headers and addresses. */
function listen(page: Page) {
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    const body = response.text().catch(() => '')
    const headers = response.allHeaders().catch(() => ({}))
    received.push(
      Promise.all([body, headers]).then(
        ([text, all]) => `${response.url()} ${JSON.stringify(all)} ${text}`
      )
    )
  })
  return async () => {
    const parts = await Promise.all(received)
    return parts.join('\n')
  }
}

async function openCalendar(context: BrowserContext, view: string) {
  const { signe } = await people0
  await signInWith(context, signe)
  const page = await context.newPage()
  await page.goto(addressAt(signe.host, `/calendar?view=${view}&date=${TUESDAY}`))
  return page
}
