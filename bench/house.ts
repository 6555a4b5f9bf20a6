/**
 * Fills a data folder for a benchmark, and prints as JSON what the benchmark needs to know of it.
 * BENCH_PLUGINS=sample1,sample2 names the plugins to switch on.
 */
import { ignitor } from '../bin/ignitor.js'

const app = ignitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { fill } = await import('./filling.js')
  const plugins = process.env.BENCH_PLUGINS?.split(',').filter(Boolean) ?? []
  console.log(JSON.stringify(await fill(plugins)))
})
await app.terminate()
