/** The two kinds of server that are measured, each a process of its own with a data folder of its own. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { serverArguments, serverEnvironment } from '../bin/server_arguments.mjs'
import { freePort } from '../tests/peers/free_port.ts'

const FOLDER = resolve('tmp/bench')
const PLUGINS = `${FOLDER}/plugins`
const SAMPLES = 10
const LOADER = ['--import', './bin/typescript.mjs']
export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const running = new Set()
const houses = new Map()
let folders = 0

/** Clears what an earlier run left, and makes the plugins. */
export function prepare() {
  rmSync(FOLDER, { recursive: true, force: true })
  for (let number = 1; number <= SAMPLES; number++) copySample(`sample${number}`)
}

/** The bare page, and what somebody sends who is known there. */
export async function startFloor() {
  const server = await start([...LOADER, 'bench/floor/server.ts'], newFolder())
  const { cookie } = await call(server.port, 'GET', '/enter')
  return { ...server, page: { path: '/', headers: { cookie } } }
}

/** A server with 10,000 clients and this many plugins switched on, and what its owner sends who is signed in. */
export async function startProduct({ plugins = 0 } = {}) {
  const filled = house(plugins)
  return signedIn(await startServer(filled.folder), filled)
}

/** A server of a practice that takes bookings online. */
export async function startPractice(size) {
  const { host, ...filled } = practice(size)
  const server = await startServer(filled.folder)
  return { ...filled, ...server, headers: { host } }
}

/** The same with all appointments in one week, and what its owner sends who looks at it. */
export async function startWeek(size) {
  const filled = practice({ ...size, inWeek: true })
  return signedIn(await startServer(filled.folder), filled)
}

/** The same practice twice: as strict as strict mode can be made with one click, and as it is without. */
export async function startStrictly(size) {
  const [strict, plain] = [practice(size), practice(size)]
  execFileSync(process.execPath, [...LOADER, 'bench/house.ts'], {
    env: environment(strict.folder, { BENCH_STRICT: strict.clinic }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const start = async (filled) =>
    withSecondFactor(await signedIn(await startServer(filled.folder), filled))
  return { strict: await start(strict), plain: await start(plain) }
}

/** Strict mode asks everybody for a second factor; the owner has set one up by now. */
function withSecondFactor(server) {
  const database = new Database(`${server.folder}/clinics/${server.clinic}/clinic.sqlite`)
  const now = new Date().toISOString()
  database.prepare(`update members set totp_confirmed_at = ? where role = 'owner'`).run(now)
  database.close()
  return server
}

async function signedIn(server, { host, email, password, ...filled }) {
  const body = new URLSearchParams({ email, password }).toString()
  const { cookie } = await call(server.port, 'POST', '/sign-in', { ...FORM, host }, body)
  return { ...filled, ...server, headers: { host, cookie } }
}

function practice({ practitioners, appointments, inWeek = false }) {
  return copyOf(`${practitioners} ${appointments} ${inWeek}`, {
    BENCH_PRACTITIONERS: String(practitioners),
    BENCH_APPOINTMENTS: String(appointments),
    BENCH_IN_WEEK: inWeek ? '1' : '',
  })
}

/** Filled once for each key; every server works on a copy. */
function copyOf(key, size) {
  if (!houses.has(key)) houses.set(key, fill(0, size))
  const folder = newFolder()
  cpSync(houses.get(key).folder, folder, { recursive: true })
  return { ...houses.get(key), folder }
}

/** How many milliseconds a month of free times takes in a practice of this size, when nothing is kept. */
export function timeFreeTimes({ practitioners, appointments }) {
  const { folder, clinic, service, month } = practice({ practitioners, appointments })
  const output = execFileSync(process.execPath, [...LOADER, 'bench/free_times.ts'], {
    env: environment(folder, {
      ...{ BENCH_CLINIC: clinic, BENCH_SERVICE: service, BENCH_MONTH: month },
    }),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output.trim().split('\n').at(-1)).milliseconds
}

/** A server of a clinic with notes, and what its owner has who is signed in: the key files. */
export async function startNotes({ clients, notes, replaced = '' }) {
  const filled = copyOf(`notes ${replaced}`, {
    ...{ BENCH_CLIENTS: String(clients), BENCH_NOTES: String(notes) },
    BENCH_REPLACED: replaced,
  })
  return signedIn(await start(serverArguments, filled.folder), filled)
}

/** Ends all servers that still run, also after an error. */
export async function stopAll() {
  await Promise.all([...running].map((server) => server.stop()))
}

/** Sends a request; the host can be chosen, which fetch() does not allow. */
export async function call(port, method, path, headers = {}, body = undefined) {
  const request = httpRequest({ host: '127.0.0.1', port, method, path, headers })
  request.end(body)
  const [response] = await once(request, 'response')
  for await (const chunk of response) void chunk
  const cookies = response.headers['set-cookie'] ?? []
  return {
    status: response.statusCode,
    cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
  }
}

/** Filled once for each number of plugins; every server works on a copy. */
export function house(plugins) {
  if (!houses.has(plugins)) houses.set(plugins, fill(plugins))
  const folder = newFolder()
  cpSync(houses.get(plugins).folder, folder, { recursive: true })
  return { ...houses.get(plugins), folder }
}

/** What a server process is told. */
export function environment(folder, more = {}) {
  return {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    PLUGIN_FOLDERS: `plugins,${PLUGINS}`,
    DATA_DIR: folder,
    ...more,
  }
}

function fill(plugins, more = {}) {
  const folder = newFolder()
  const names = Array.from({ length: plugins }, (_, index) => `sample${index + 1}`)
  const output = execFileSync(process.execPath, [...LOADER, 'bench/house.ts'], {
    env: environment(folder, { BENCH_PLUGINS: names.join(), ...more }),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { folder, ...JSON.parse(output.trim().split('\n').at(-1)) }
}

/** As `npm start` does. */
function startServer(folder) {
  return start(serverArguments, folder, serverEnvironment)
}

async function start(program, folder, more = {}) {
  const port = await freePort()
  const child = spawn(process.execPath, program, {
    env: environment(folder, { PORT: String(port), ...more }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const server = { port, pid: child.pid, stop }
  running.add(server)
  await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => line.includes('started HTTP') && resolve())
    child.once('exit', (code) => reject(new Error(`${program} ended early, with ${code}`)))
  })
  return server

  async function stop() {
    running.delete(server)
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
}

/** A copy of bench/sample under another name. */
function copySample(id) {
  const folder = `${PLUGINS}/${id}`
  cpSync('bench/sample', folder, { recursive: true })
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = `${entry.parentPath}/${entry.name}`
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('sample', id))
  }
}

function newFolder() {
  const folder = `${FOLDER}/${++folders}`
  mkdirSync(folder, { recursive: true })
  return folder
}
