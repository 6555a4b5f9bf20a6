/** Visitors who book one after the other, each over a connection of its own. */
import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { FORM } from './servers.mjs'

const CONNECTIONS = 16
const WARMING_SECONDS = 5
const SECONDS = 10
/** How many can be booked at the same time. */
const PRACTITIONERS = 5
const DAY = 24 * 60
/** Inside the working hours of the practice, in summer and in winter, and beyond its full month. */
const [FIRST_HOUR, LAST_HOUR] = [9, 14]
const [FIRST_DAY, LAST_DAY] = [70, 360]

/** @returns how many bookings a second were confirmed */
export async function writeBookings({ port, service, headers }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const starts = freeStarts()
  const times = `/booking/services/${service}/times`
  let [confirmed, number] = [0, 0]
  let isOver = false
  let hashes = null

  async function visit() {
    while (!isOver && starts.length) {
      const start = starts.pop()
      const held = await send('POST', times, { start })
      if (held.status !== 303) throw new Error(`The time was refused with ${held.status}`)
      const answer = await send('POST', held.location, { ...visitor(++number), ...hashes })
      if (answer.status !== 303) throw new Error(`The booking was refused with ${answer.status}`)
      confirmed++
    }
  }

  async function hashesOn(path) {
    const { body } = await send('GET', path)
    return Object.fromEntries(
      [...body.matchAll(/name="(\w+Hash)" value="(\w+)"/g)].map(([, name, value]) => [name, value])
    )
  }

  async function send(method, path, form) {
    const request = httpRequest({
      ...{ agent, host: '127.0.0.1', port, method, path },
      headers: { ...headers, ...(form && FORM) },
    })
    request.end(form && new URLSearchParams(form).toString())
    const [response] = await once(request, 'response')
    const body = await text(response)
    return { status: response.statusCode, location: response.headers.location, body }
  }

  async function visitFor(seconds) {
    isOver = false
    setTimeout(() => (isOver = true), seconds * 1000)
    await Promise.all(Array.from({ length: CONNECTIONS }, () => visit()))
  }

  // The first shows what the page says.
  const first = await send('POST', times, { start: starts.pop() })
  hashes = await hashesOn(first.location)
  await visitFor(WARMING_SECONDS)
  const [before, begin] = [confirmed, performance.now()]
  await visitFor(SECONDS)
  agent.destroy()
  return (confirmed - before) / ((performance.now() - begin) / 1000)
}

function freeStarts() {
  const today = Math.floor(Date.now() / 86_400_000)
  const starts = []
  for (let day = today + FIRST_DAY; day < today + LAST_DAY; day++) {
    const weekday = new Date(day * 86_400_000).getUTCDay()
    if (weekday === 0 || weekday === 6) continue
    for (let minute = FIRST_HOUR * 60; minute < LAST_HOUR * 60; minute += 30)
      starts.push(day * DAY + minute)
  }
  return Array.from({ length: PRACTITIONERS }, () => starts).flat()
}

function visitor(number) {
  return {
    ...{ firstName: `Visitor${number}`, lastName: 'Test', email: `visitor${number}@example.test` },
    ...{ phone: '', terms: '1', privacy: '1' },
  }
}
