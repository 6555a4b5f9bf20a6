import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import env from '#start/env'

/** What the server answered to, as in `GET /clients`, and what came of it, when: counted, not timed. */
type Answer = { about: string; pieces: { at: number; bytes: Buffer }[] }

/**
 * Stands between a browser and the server under test, and keeps everything that the browser receives, as it comes:
 * documents, frames, JSON, event streams, scripts, with their headers; and everything that it sends. The browser need not
 * be asked, which forgets bodies and has none of a stream that does not end.
 */
export class Wiretap {
  /** @param port of the server behind it, where that is a process of its own */
  static async start(port = env.get('PORT')) {
    const tap = new Wiretap(port)
    await once(tap.server.listen(0, '127.0.0.1'), 'listening')
    return tap
  }

  private answers: Answer[] = []
  private requests: Buffer[] = []
  private count = 0
  private waiting: { about: string; resolve: (at: number) => void }[] = []
  private server = createServer((asked, answer) => this.pass(asked, answer))

  private constructor(private port: number) {}

  /** The address of a page at this host, through the tap. */
  addressAt(host: string, path: string) {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`
  }

  /** The place in the order of all that comes at which the next answer to this begins. */
  next(about: string) {
    return new Promise<number>((resolve) => this.waiting.push({ about, resolve }))
  }

  /** Every answer of which anything came from this place on, and what came. */
  received(from = 0) {
    return this.answers
      .map(({ about, pieces }) => ({ about, text: textOf(pieces.filter(({ at }) => at >= from)) }))
      .filter(({ text }) => text)
  }

  /** Everything that the browser sent: addresses, headers, bodies. */
  sent() {
    return Buffer.concat(this.requests)
  }

  async stop() {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  private get behind() {
    return { host: env.get('HOST'), port: this.port }
  }

  private pass(asked: IncomingMessage, answer: ServerResponse) {
    const about = `${asked.method} ${asked.url}`
    // Nothing is compressed: it is to be searched.
    const headers = { ...asked.headers, 'accept-encoding': 'identity' }
    const passed = request({ ...this.behind, path: asked.url, method: asked.method, headers })
    passed.on('response', (response) => {
      const keep = this.keeper(about)
      keep(JSON.stringify([response.statusCode, response.rawHeaders]))
      answer.writeHead(response.statusCode!, response.headers)
      answer.flushHeaders()
      response.on('data', keep).pipe(answer)
      response.on('error', () => answer.destroy())
    })
    // Whoever hangs up, on either side, means the other as well.
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    this.requests.push(Buffer.from(`${about} ${JSON.stringify(asked.rawHeaders)}`))
    asked.on('data', (bytes: Buffer) => this.requests.push(bytes))
    asked.pipe(passed)
  }

  /** What keeps the pieces of one answer; the first one is its head. */
  private keeper(about: string) {
    const { pieces } = this.answers[this.answers.push({ about, pieces: [] }) - 1]
    for (const { resolve } of this.waiting.filter((each) => each.about === about))
      resolve(this.count)
    this.waiting = this.waiting.filter((each) => each.about !== about)
    return (bytes: string | Buffer) => pieces.push({ at: this.count++, bytes: Buffer.from(bytes) })
  }
}

function textOf(pieces: Answer['pieces']) {
  return Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()
}
