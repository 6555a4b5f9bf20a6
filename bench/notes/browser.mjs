/** What a browser takes for notes, beside the same done with bare WebCrypto in the same page, or with the bare server. */
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { startFloor, startNotes } from '../servers.mjs'
import { installBare } from './bare.mjs'
import { aNote, TERMS } from './body.mjs'
import { CHROMIUM, startUnwatched } from './unwatched.mjs'
import { installMeasured, measureIncludes, measureSearch, watchRotation } from './in_page.mjs'

export const SIZE = { clients: 500, notes: 10_000 }
const PASSPHRASE = 'seven quiet herons at noon'
const VAULT = 'plugins/keys/browser/api.ts'
const ROUNDS = 5
/** So many one after the other in each round. */
const NOTES = 50
/** As long as the envelope of a note of 2 KiB. */
const ENVELOPE = 4500
/** The same in bytes, and as many as a rotation moves at once. */
const MOVED = { size: 3375, portion: 444 }
/** The title of the page when the rotation is over. */
const ROTATED = 'rotated'
const UNTIL_ALONE_MS = 1500
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
  const unwatched = await startUnwatched()
  try {
    await unwatched.withPage(async (page) => {
      await visit(page, product, '/keys/rotation')
      await beginRotation(page, product.files)
    })
    await unwatched.until(ROTATED)
    return await unwatched.withPage(async (page) => {
      const value = await page.evaluate(() => window.rotated)
      await page.getByText('Everything is handed over').waitFor()
      return { value, floor: await bareRotation(page, replaced) }
    })
  } finally {
    await unwatched.stop()
    await product.stop()
  }
}

/** All but the last click, which the page does by itself when nobody looks any more. */
async function beginRotation(page, [former, current]) {
  await page.evaluate(watchRotation, ROTATED)
  const go = page.locator('[data-keys-rotation-target="go"]')
  await fillIn(page.locator('main form', { has: go }), former)
  const dialog = page.locator('dialog[data-keys-dialog]')
  await choose(dialog, current)
  await dialog
    .locator('button[type="submit"]')
    .evaluate((button, wait) => void setTimeout(() => button.click(), wait), UNTIL_ALONE_MS)
}

async function bareRotation(page, replaced) {
  await page.evaluate(installBare, aNote(1))
  const floors = []
  for (const atOnce of BATCHES) {
    const size = { ...SIZE, atOnce, replaced }
    floors.push(await page.evaluate((it) => window.bare.rotation(it), size))
  }
  return Math.min(...floors)
}

/** The least that it takes to bring all notes to a browser and back onto the disk: the bare server, as many bytes. */
export async function timeMoving() {
  const floor = await startFloor()
  const took = await inBrowser(async (context) => {
    const page = await pageAt(context, `http://127.0.0.1:${floor.port}`, floor.page.headers.cookie)
    const sizes = { notes: SIZE.notes, ...MOVED }
    // Only what is there can be replaced.
    await page.evaluate(moving, sizes)
    return page.evaluate(moving, sizes)
  })
  await floor.stop()
  return took
}

async function moving({ notes, portion, size }) {
  const begin = performance.now()
  for (let first = 0; first < notes; first += portion) {
    const count = Math.min(portion, notes - first)
    const sent = { method: 'PUT', body: new Uint8Array(count * size) }
    const answer = await fetch(`/portions?${new URLSearchParams({ first, count, size })}`, sent)
    const handed = await answer.arrayBuffer()
    if (handed.byteLength !== count * size) throw new Error('The bare server kept something else')
  }
  return performance.now() - begin
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
  await choose(form, file)
  await form.locator('button[type="submit"]').click()
}

async function choose(form, file) {
  const buffer = Buffer.from(file)
  const key = { name: 'key.pem', mimeType: 'text/plain', buffer }
  await form.locator('input[type="file"]').setInputFiles(key)
  await form.locator('input[type="password"]').fill(PASSPHRASE)
}

async function pageOf(context, product, path) {
  const page = await context.newPage()
  await visit(page, product, path)
  return page
}

function visit(page, { port, headers }, path) {
  return visitAt(page, `http://${headers.host}:${port}`, headers.cookie, path)
}

async function pageAt(context, address, cookie) {
  const page = await context.newPage()
  await visitAt(page, address, cookie, '/')
  return page
}

async function visitAt(page, address, cookie, path) {
  const cookies = cookie.split('; ').map((each) => each.split(/=(.*)/))
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: address })))
  await page.goto(`${address}${path}`)
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
