import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import Database from 'better-sqlite3'
import app from '@adonisjs/core/services/app'
import env from '#start/env'
import { closeClinicDatabase } from '#clinics/database'
import type Clinic from '#models/clinic'
import { freePort } from '#tests/peers/free_port'

const ENVIRONMENT = { NODE_ENV: 'production', LOG_LEVEL: 'info' }

/** A data folder of its own for a real server process to work on. */
export class House {
  /** As on the first start: nothing there. */
  static empty() {
    return new House(mkdtempSync(join(tmpdir(), 'fortrolig-house-')))
  }

  /** As the test's folder is now, with these clinics. */
  static async copy(...clinics: Clinic[]) {
    for (const { id } of clinics) await closeClinicDatabase(id)
    const folder = mkdtempSync(join(tmpdir(), 'fortrolig-house-'))
    const isLeftOut = (path: string) => ['templates', 'server.lock'].includes(basename(path))
    cpSync(env.get('DATA_DIR'), folder, { recursive: true, filter: (path) => !isLeftOut(path) })
    return new House(folder)
  }

  private constructor(readonly folder: string) {}

  /** Looks into a clinic's database with a connection of its own, as somebody with the file could. */
  sql<Row>({ id }: Clinic, statement: string, ...values: unknown[]): Row[] {
    const database = new Database(join(this.folder, 'clinics', id, 'clinic.sqlite'))
    try {
      const prepared = database.prepare(statement)
      if (prepared.reader) return prepared.all(...values) as Row[]
      prepared.run(...values)
      return []
    } finally {
      database.close()
    }
  }

  /** Runs a command beside the server, as an operator does. */
  ace(...args: string[]) {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['ace.js', ...args], {
      cwd: app.makePath(),
      encoding: 'utf8',
      env: { ...process.env, ...ENVIRONMENT, DATA_DIR: this.folder, NO_COLOR: '1' },
    })
    return { output: stdout + stderr, status }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A server process of its own, started as `npm start` does, on a port of its own. */
export class ServerProcess {
  static async start(house: House, environment: Record<string, string> = {}) {
    const server = await this.launch(house, environment)
    await server.isListening()
    return server
  }

  /** Starts it without waiting until it listens, which it may never do. */
  static async launch({ folder }: House, environment: Record<string, string> = {}) {
    const port = environment.PORT ?? String(await freePort())
    const child = spawn(process.execPath, ['--import', './bin/typescript.mjs', 'bin/server.ts'], {
      cwd: app.makePath(),
      env: {
        ...process.env,
        ...ENVIRONMENT,
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        ...environment,
        PORT: port,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new ServerProcess(child, Number(port))
  }

  /** Everything that it wrote, line by line. */
  readonly output: string[] = []
  private waiting: (() => void)[] = []
  private gone: Promise<unknown>

  private constructor(
    private child: ChildProcess,
    readonly port: number
  ) {
    this.gone = once(child, 'close').then(() => this.heard())
    for (const stream of [child.stdout!, child.stderr!])
      createInterface(stream).on('line', (line) => {
        this.output.push(line)
        this.heard()
      })
  }

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  /** Sends a request for the clinic of this host; fetch() would not let a caller choose the host. */
  async request(host: string, path: string, options: RequestOptions & { body?: string } = {}) {
    const { body, headers, ...rest } = options
    // A connection for each: one that was kept is closed by the server while this process waits for a command, unnoticed.
    const fresh = { agent: false, ...rest, headers: { ...headers, host } }
    const request = httpRequest(`${this.url}${path}`, fresh)
    request.end(body)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, text: await text(response) }
  }

  kill() {
    this.child.kill('SIGKILL')
    return this.gone
  }

  /** Asks it to stop. @returns its exit code */
  stop() {
    this.signal('SIGTERM')
    return this.ended()
  }

  signal(signal: NodeJS.Signals) {
    this.child.kill(signal)
  }

  /** @returns its exit code */
  async ended() {
    await this.gone
    return this.child.exitCode
  }

  /** When a line that matches was written. */
  async said(pattern: RegExp) {
    for (;;) {
      const line = this.output.find((each) => pattern.test(each))
      if (line) return line
      if (this.child.exitCode !== null) throw new Error(this.output.join('\n'))
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }

  private async isListening() {
    await this.said(/started HTTP server on/)
  }

  private heard() {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
