/**
 * What is measured. Each measure gives its value and the floor's, taken in turns, as the medians of all
 * rounds. `target` is what the ratio of the two must reach, or may not exceed where less is better.
 */
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { writeBookings } from './bookings.mjs'
import {
  call,
  FORM,
  startFloor,
  startPractice,
  startProduct,
  startStrictly,
  startWeek,
  timeFreeTimes,
} from './servers.mjs'
import { timeMoving, timeNotes, timeRotation } from './notes/browser.mjs'
import { timeFloor, timeProduct } from './start.mjs'

const ROUNDS = 5
const SECONDS = 3
const CONNECTIONS = 10
const REQUESTS_BEFORE_IDLE = 50
const IDLE_MS = 3000

/** What people type at a front desk: names and parts of names, an address, a birth date, a phone number. */
const SMALL = { practitioners: 5, appointments: 1000 }
const WEEK = { practitioners: 5, appointments: 200 }
const LARGE = { practitioners: 50, appointments: 20_000 }

const TERMS = [
  'hansen',
  'åse',
  'sofie berg',
  'jens m',
  'client77',
  '1980-02',
  '20 12',
  'karen niel',
]

export const MEASURES = [
  {
    name: 'client_list',
    what: 'The first pages of 10,000 clients',
    ...moreIsBetter(0.4),
    measure: () => besideFloor({}, listPages),
  },
  {
    name: 'client_search',
    what: 'A search in 10,000 clients',
    ...moreIsBetter(0.3),
    measure: () => besideFloor({}, searches),
  },
  {
    name: 'client_page',
    what: 'A client’s page with three plugins’ tabs',
    ...moreIsBetter(0.35),
    measure: () => besideFloor({ plugins: 3 }, clientPages),
  },
  {
    name: 'ten_plugins',
    what: 'A client’s page with ten plugins on, beside none',
    ...moreIsBetter(0.85),
    async measure() {
      const [none, ten] = [await startProduct(), await startProduct({ plugins: 10 })]
      return inTurns([ten, clientPages(ten)], [none, clientPages(none)])
    },
  },
  {
    name: 'note_saving',
    what: 'Signing, encrypting and saving a note of 2 KiB in Chromium, beside bare WebCrypto and the bare page',
    ...lessMilliseconds(1.5),
    measure: async () => (await notesInBrowser()).saving,
  },
  {
    name: 'notes_opening',
    what: 'Opening 10,000 notes of 500 clients in Chromium, beside bare WebCrypto',
    ...lessMilliseconds(2),
    measure: async () => (await notesInBrowser()).opening,
  },
  {
    name: 'notes_longest_task',
    what: 'For how long the page could not answer meanwhile; the floor is what it may',
    ...lessMilliseconds(1),
    measure: async () => ({ value: (await notesInBrowser()).opening.longest, floor: 100 }),
  },
  {
    name: 'notes_search',
    what: 'Three searches in 10,000 opened notes until the results are drawn, beside a plain includes',
    ...lessMilliseconds(5),
    measure: async () => (await notesInBrowser()).search,
  },
  {
    name: 'key_rotation',
    what: 'Handing 500 clients with 10,000 notes over to a new key, by the calendar, beside bare WebCrypto',
    ...lessMilliseconds(3),
    measure: () => timeRotation('calendar'),
  },
  {
    name: 'key_rotation_suspicion',
    what: 'The same after somebody saw the key: with new record keys, and all notes encrypted anew',
    ...lessMilliseconds(3),
    measure: () => afterSuspicion(),
  },
  {
    name: 'key_rotation_moved',
    what: 'The same, beside bare WebCrypto and the bare server that hands out, takes and keeps as many bytes',
    ...lessMilliseconds(1.5),
    async measure() {
      const { value, floor } = await afterSuspicion()
      return { value, floor: floor + (await timeMoving()) }
    },
  },
  {
    name: 'notes_beside_rsa',
    what: 'Opening them, beside RSA-4096 for each note',
    ...lessMilliseconds(1),
    measure: async () => {
      const { opening } = await notesInBrowser()
      return { value: opening.value, floor: opening.rsa }
    },
  },
  {
    name: 'calendar_week',
    what: 'The appointments of a week with 200, as the calendar in the browser fetches them',
    ...moreIsBetter(0.35),
    async measure() {
      const [week, floor] = [await startWeek(WEEK), await startFloor()]
      return inTurns([week, [weekOf(week)]], [floor, [floor.page]])
    },
  },
  {
    name: 'free_times',
    what: 'A month of free times, five practitioners with 1,000 appointments',
    ...moreIsBetter(0.5),
    measure: () =>
      besidePractice(({ service, month }) => `/booking/services/${service}/times?month=${month}`),
  },
  {
    name: 'free_times_of_many',
    what: 'The same for 50 with 20,000, beside five, when nothing is kept',
    unit: 'ms',
    target: 12,
    isBetter: (ratio, target) => ratio <= target,
    measure: () =>
      medians(
        3,
        () => timeFreeTimes(LARGE),
        () => timeFreeTimes(SMALL)
      ),
  },
  {
    name: 'booking_page',
    what: 'The first page of online booking',
    ...moreIsBetter(0.5),
    measure: () => besidePractice(() => '/booking'),
  },
  {
    name: 'bookings_written',
    what: 'Online bookings, held and confirmed, at 16 connections',
    unit: 'bookings/s',
    target: 150,
    // Of bookings, not of the floor, which writes nothing.
    isBetter: (_, target, value) => value >= target,
    async measure() {
      const [practice, floor] = [await startPractice(SMALL), await startFloor()]
      const take = { value: await writeBookings(practice), floor: await load(floor, [floor.page]) }
      await Promise.all([practice.stop(), floor.stop()])
      return take
    },
  },
  ...strictly({
    home: { what: 'The home page', requestsOf: ({ headers }) => [{ path: '/', headers }] },
    client_list: { what: 'The first pages of the client list', requestsOf: listPages },
    client_page: { what: 'A client’s page', requestsOf: clientPages },
    calendar_page: {
      what: 'The calendar of a week',
      requestsOf: ({ headers, week: { from: date } }) => [
        { path: `/calendar?${new URLSearchParams({ view: 'week', date })}`, headers },
      ],
    },
    calendar_week: { what: 'Its 200 appointments', requestsOf: (house) => [weekOf(house)] },
  }),
  {
    name: 'memory',
    what: 'Resident memory when idle',
    unit: 'MB',
    target: 1.4,
    isBetter: (ratio, target) => ratio <= target,
    measure: () => medians(ROUNDS, idleProduct, idleFloor),
  },
  {
    name: 'start',
    what: 'npm start until the first page, the second time',
    unit: 's',
    target: 3,
    // Of seconds, not of the floor: people wait in seconds.
    isBetter: (_, target, value) => value <= target,
    measure: () => medians(ROUNDS, timeProduct, timeFloor),
  },
]

let notes = null
let rotation = null
let houses = null

/** Measured once for all who ask. */
function notesInBrowser() {
  return (notes ??= timeNotes())
}

function afterSuspicion() {
  return (rotation ??= timeRotation('suspicion'))
}

/** Pages with every rule of strict mode on, beside the same pages without: at most a tenth dearer. */
function strictly(pages) {
  return Object.entries(pages).map(([name, { what, requestsOf }]) => ({
    name: `strict_${name}`,
    what: `${what} in strict mode, beside without: a processor’s time for each request`,
    ...lessMilliseconds(1.1),
    async measure() {
      // The same two servers for all pages.
      const { strict, plain } = await (houses ??= startStrictly({ ...WEEK, inWeek: true }))
      return alternately(cost, [strict, requestsOf(strict)], [plain, requestsOf(plain)])
    },
  }))
}

function lessMilliseconds(target) {
  return { unit: 'ms', target, isBetter: (ratio) => ratio <= target }
}

function moreIsBetter(target) {
  return { unit: 'req/s', target, isBetter: (ratio) => ratio >= target }
}

async function besideFloor(house, requestsOf) {
  const [product, floor] = [await startProduct(house), await startFloor()]
  return inTurns([product, requestsOf(product)], [floor, [floor.page]])
}

async function besidePractice(pathOf) {
  const [practice, floor] = [await startPractice(SMALL), await startFloor()]
  const request = { path: pathOf(practice), headers: practice.headers }
  return inTurns([practice, [request]], [floor, [floor.page]])
}

async function inTurns(product, floor) {
  const result = await alternately(load, product, floor)
  await Promise.all([product, floor].map(([server]) => server.stop()))
  return result
}

/** Both servers run the whole time; only one is asked at a time. */
async function alternately(take, product, floor) {
  await take(...product)
  await take(...floor)
  return medians(
    ROUNDS,
    () => take(...product),
    () => take(...floor)
  )
}

/** Requests a second. */
async function load(server, requests) {
  const { total, duration } = await send(server, requests)
  return total / duration
}

/** How many milliseconds a request keeps the processor busy, whatever else the machine does meanwhile. */
async function cost(server, requests) {
  const before = busyMs(server)
  const { total } = await send(server, requests)
  return (busyMs(server) - before) / total
}

/** For how long the server has worked since it started: the 14th and 15th field of proc_pid_stat(5), in hundredths of a second. */
function busyMs({ pid }) {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [user, system] = fields.split(' ').slice(11, 13)
  return (Number(user) + Number(system)) * 10
}

/** With as many connections as a busy clinic has people. */
async function send({ port }, requests) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests,
  })
  const failed = result.errors + result.non2xx
  if (failed) throw new Error(`${failed} of ${result.requests.total} requests failed`)
  return { total: result.requests.total, duration: result.duration }
}

function listPages({ headers }) {
  return ['/clients', '/clients?page=2', '/clients?sort=last_name'].map((path) => ({
    path,
    headers,
  }))
}

/** As the page sends them while somebody types: Turbo asks for the list alone. */
function searches({ headers }) {
  return TERMS.map((term) => ({
    method: 'POST',
    path: '/clients/searches',
    headers: { ...headers, ...FORM, 'turbo-frame': 'clients' },
    body: new URLSearchParams({ term }).toString(),
  }))
}

function weekOf({ week, headers }) {
  return { path: `/calendar/appointments?${new URLSearchParams(week)}`, headers }
}

function clientPages({ headers, clients }) {
  return clients.map((id) => ({ path: `/clients/${id}`, headers }))
}

async function idleProduct() {
  const product = await startProduct({ plugins: 3 })
  return idleMemory(product, clientPages(product)[0])
}

async function idleFloor() {
  const floor = await startFloor()
  return idleMemory(floor, floor.page)
}

/** After some work, and a while without any. */
async function idleMemory(server, { path, headers }) {
  for (let count = 0; count < REQUESTS_BEFORE_IDLE; count++)
    await call(server.port, 'GET', path, headers)
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
  const [, kilobytes] = readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)
  await server.stop()
  return kilobytes / 1024
}

async function medians(rounds, takeProduct, takeFloor) {
  const [values, floors] = [[], []]
  for (let round = 0; round < rounds; round++) {
    // Who goes first changes, so that neither always comes after a pause.
    if (round % 2) floors.push(await takeFloor())
    values.push(await takeProduct())
    if (!(round % 2)) floors.push(await takeFloor())
  }
  return { value: median(values), floor: median(floors) }
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
