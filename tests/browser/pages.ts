import type { Assert } from '@japa/assert'
import type { BrowserContext, Page } from 'playwright'
import axe, { type AxeResults } from 'axe-core'
import env from '#start/env'
import { type Person, signIn } from '#tests/people'
import { expect as playwrightExpect } from 'playwright/test'

const WIDTHS = [360, 1280]
// In the browser's words, because this project's tests know no DOM.
const SIDEWAYS_PIXELS =
  'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const THEMES = ['light', 'dark'] as const

/**
 * What a page shows, or will: asks again until it does. For whatever a script or the server still has to bring
 * about; what must never show is looked for once, after something that comes later.
 */
export const expect = playwrightExpect.configure({ timeout: 30_000 })

/** The address of a page at this host of the server under test. */
export function addressAt(host: string, path: string) {
  return `http://${host}:${env.get('PORT')}${path}`
}

/** Opens a page as this person, signed in. */
export async function openAs(context: BrowserContext, person: Person, path: string) {
  await signInWith(context, person)
  const page = await context.newPage()
  await page.goto(addressAt(person.host, path))
  return page
}

/** From now on the browser is signed in as this person. */
export async function signInWith(context: BrowserContext, person: Person) {
  await context.setCookie('fortrolig_session', signIn(person), { domain: person.host })
}

/** Runs `look` on the page on a phone and on a desk, by day and by night; leaves it on the desk, by day. */
async function inEveryLight(page: Page, look: (name: string) => Promise<void>) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await look(`${width}-${theme}`)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Fails with axe's own words where a person would be shut out, or where the page scrolls sideways. */
export async function assertAccessible(page: Page, assert: Assert) {
  for (const frame of page.frames()) await frame.evaluate(axe.source)
  await inEveryLight(page, async (name) => {
    assert.deepEqual(await violations(page), [], `axe, ${name}, on ${page.url()}`)
    assert.isAtMost(
      await page.evaluate<number>(SIDEWAYS_PIXELS),
      0,
      `${name} of ${page.url()} scrolls sideways`
    )
  })
}

/** What axe finds, a line each. It collects nothing about what is well, which is nearly everything. */
async function violations(page: Page) {
  const found = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`)
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)
  )
}

/** With SHOTS=<folder> in the environment, leaves a picture of the page in every light, to be looked at. */
export async function photograph(page: Page, name: string) {
  const folder = process.env.SHOTS
  if (!folder) return
  await inEveryLight(page, async (light) => {
    await page.screenshot({ path: `${folder}/${name}-${light}.png`, fullPage: true })
  })
}
