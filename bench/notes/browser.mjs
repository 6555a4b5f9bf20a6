/** What a browser takes for notes, beside the same done with bare WebCrypto in the same page, or with the bare server. */
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { startFloor, startNotes } from '../servers.mjs'
import { installBare } from './bare.mjs'
import { aNote, TERMS } from './body.mjs'
import { installMeasured, measureIncludes, measureSearch, watchRotation } from './in_page.mjs'

const { CHROMIUM = '/usr/bin/chromium' } = process.env
export const SIZE = { clients: 500, notes: 10_000 }
const PASSPHRASE = 'seven quiet herons at noon'
const VAULT = 'plugins/keys/browser/api.ts'
const ROUNDS = 5
/** So many one after the other in each round. */
const NOTES = 50
/** As long as the envelope of a note of 2 KiB. */
const ENVELOPE = 4500
const BATCHES = [16, 64, 256, 1024]

/** Saving, opening and searching notes. */
export async function timeNotes() {
  const [product, floor] = [await startNotes(SIZE), await startFloor()]
  const times = await inBrowser(async (context) => {
    const page = await open(context, product, '/keys')
    const bare = await pageAt(context, `http://127.0.0.1:${floor.port}`, floor.page.headers.cookie)
    const written = { saving: await saving(page, bare), opening: await opening(page) }
    await page.close()
    return { ...written, search: await searching(await open(context, product, '/soap/search')) }
  })
  await Promise.all([product.stop(), floor.stop()])
  return times
}

/** Handing everything over to a new key, on the page where members do it: after a suspicion with all notes sealed anew. */
export async function timeRotation(replaced) {
  const product = await startNotes({ ...SIZE, replaced })
  const [former, current] = product.files
  const times = await inBrowser(async (context) => {
    const page = await pageOf(context, product, '/keys/rotation')
    await page.evaluate(installBare, aNote(1))
    await page.evaluate(watchRotation)
    await fillIn(page.locator('main form'), former)
    await unlock(page, current)
    const value = await page.evaluate(() => window.rotated)
    await page.getByText('Everything is handed over').waitFor()
    const floors = []
    for (const atOnce of BATCHES)
      floors.push(
        await page.evaluate((size) => window.bare.rotation(size), { ...SIZE, atOnce, replaced })
      )
    return { value, floor: Math.min(...floors) }
  })
  await product.stop()
  return times
}

async function inBrowser(work) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    return await work(await browser.newContext())
  } finally {
    await browser.close()
  }
}

/** One note after the other, as somebody writes; the bare server takes as many bytes and stores them as durably. */
async function saving(page, bare) {
  const [values, floors] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    values.push(await page.evaluate((count) => window.measured.saving(count), NOTES))
    const primitives = await page.evaluate((count) => window.bare.sealing(count), NOTES)
    const sent = { count: NOTES, envelope: 'A'.repeat(ENVELOPE) }
    floors.push(primitives + (await bare.evaluate(roundTrips, sent)))
  }
  return { value: median(values), floor: median(floors) }
}

async function roundTrips({ count, envelope }) {
  const sent = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ envelope }),
  }
  const begin = performance.now()
  for (let n = 0; n < count; n++) {
    const answer = await fetch('/notes', sent)
    if (answer.status !== 201) throw new Error(`The bare server answered with ${answer.status}`)
    await answer.text()
  }
  return (performance.now() - begin) / count
}

/** The floor in whichever batch size is the fastest. */
async function opening(page) {
  const notes = await page.evaluate(() => window.measured.envelopes())
  const bare = (size) => page.evaluate((it) => window.bare.opening(it), { ...SIZE, notes, ...size })
  const [values, floors] = [[], []]
  let longest = 0
  for (const atOnce of BATCHES) {
    const opened = await page.evaluate(() => window.measured.opening())
    values.push(opened.value)
    longest = Math.max(longest, opened.longest)
    floors.push(await bare({ atOnce }))
  }
  const rsa = await page.evaluate((count) => window.bare.rsa(count), NOTES)
  return { value: median(values), floor: Math.min(...floors), longest, rsa: rsa * notes }
}

async function searching(page) {
  await page
    .locator('[data-soap-search-target="progress"]')
    .waitFor({ state: 'hidden', timeout: 60_000 })
  const bodies = Array.from({ length: SIZE.notes }, (_, number) => aNote(number))
  const asked = { terms: TERMS, rounds: ROUNDS }
  const { took, found } = await page.evaluate(measureIncludes, { bodies, ...asked })
  const value = median(await page.evaluate(measureSearch, asked))
  return { value, floor: median(took), found }
}

/** A page of the product, its vault open. */
async function open(context, product, path) {
  const page = await pageOf(context, product, path)
  await page.keyboard.press('Alt+Shift+L')
  await unlock(page, product.files[0])
  const manifest = JSON.parse(readFileSync('public/assets/.vite/manifest.json', 'utf8'))
  const scripts = [VAULT, ...manifest[VAULT].imports].map(
    (name) => `/assets/${manifest[name].file}`
  )
  const { clients } = product
  await page.evaluate(installBare, aNote(1))
  await page.evaluate(installMeasured, { scripts, clients, body: aNote(1) })
  return page
}

async function unlock(page, file) {
  const dialog = page.locator('dialog[data-keys-dialog]')
  await fillIn(dialog, file)
  await dialog.waitFor({ state: 'detached' })
}

async function fillIn(form, file) {
  const buffer = Buffer.from(file)
  const key = { name: 'key.pem', mimeType: 'text/plain', buffer }
  await form.locator('input[type="file"]').setInputFiles(key)
  await form.locator('input[type="password"]').fill(PASSPHRASE)
  await form.locator('button[type="submit"]').click()
}

function pageOf(context, { port, headers }, path) {
  return pageAt(context, `http://${headers.host}:${port}`, headers.cookie, path)
}

async function pageAt(context, address, cookie, path = '/') {
  const cookies = cookie.split('; ').map((each) => each.split(/=(.*)/))
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: address })))
  const page = await context.newPage()
  await page.goto(`${address}${path}`)
  return page
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
