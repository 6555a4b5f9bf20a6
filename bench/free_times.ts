/** Prints as JSON how many milliseconds a month of free times takes when nothing is kept: for the practice in DATA_DIR. */
import { ignitor } from '../bin/ignitor.js'

const ROUNDS = 40
const { BENCH_CLINIC, BENCH_SERVICE, BENCH_MONTH } = process.env

const app = ignitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { default: Clinic } = await import('#models/clinic')
  const { default: Service } = await import('#models/service')
  const { at } = await import('#tests/people')
  const { freeTimes } = await import('#calendar/free/free_times')
  const clinic = await Clinic.findOrFail(BENCH_CLINIC)
  const milliseconds = await at(clinic, async () => {
    const service = await Service.findOrFail(BENCH_SERVICE)
    const [from, until] = [`${BENCH_MONTH}-01`, `${BENCH_MONTH}-28`]
    // An exception of its own each time: what is kept for another does not help.
    const ask = (round: number) =>
      freeTimes({ service, from, until, grid: 15, except: `round ${round}` })
    for (let round = 0; round < ROUNDS; round++) await ask(-1 - round)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now()
      await ask(round)
      times.push(performance.now() - begin)
    }
    return times.sort((a, b) => a - b)[ROUNDS / 2]
  })
  console.log(JSON.stringify({ milliseconds }))
})
await app.terminate()
