/**
 * Fills a data folder for a benchmark, and prints as JSON what the benchmark needs to know of it.
 * BENCH_PLUGINS=sample1,sample2 names the plugins to switch on. BENCH_PRACTITIONERS and BENCH_APPOINTMENTS
 * make it a practice that takes bookings online instead, with BENCH_IN_WEEK all of them in one week; BENCH_NOTES one
 * with notes about its clients, with BENCH_REPLACED after its key was, for this reason. BENCH_STRICT names a clinic that
 * is there already, and makes it strict.
 */
import type { Reason } from '../plugins/keys/models/key.js'
import { ignitor } from '../bin/ignitor.js'

const app = ignitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const strict = process.env.BENCH_STRICT
  if (strict) {
    const { makeStrict } = await import('./strictness.js')
    return makeStrict(strict)
  }
  const practitioners = Number(process.env.BENCH_PRACTITIONERS)
  if (practitioners) {
    const { fillPractice } = await import('./practice.js')
    const appointments = Number(process.env.BENCH_APPOINTMENTS)
    const inWeek = Boolean(process.env.BENCH_IN_WEEK)
    return console.log(JSON.stringify(await fillPractice({ practitioners, appointments, inWeek })))
  }
  const notes = Number(process.env.BENCH_NOTES)
  if (notes) {
    const { fillNotes } = await import('./notes/filling.js')
    const clients = Number(process.env.BENCH_CLIENTS)
    const replaced = (process.env.BENCH_REPLACED || null) as Reason | null
    return console.log(JSON.stringify(await fillNotes({ clients, notes, replaced })))
  }
  const { fill } = await import('./filling.js')
  const plugins = process.env.BENCH_PLUGINS?.split(',').filter(Boolean) ?? []
  console.log(JSON.stringify(await fill(plugins)))
})
await app.terminate()
