import { once } from 'node:events'
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import env from '#start/env'
import { NORDLYS } from '#tests/people'

type Sent = { method: string; path: string; body?: string; accept?: string }
export type Answer = { status: number; location: string | null; text: string }

/** Many visitors at once: each request on a connection of its own, kept for the next round. */
export class Crowd {
  private agent = new Agent({ keepAlive: true, maxSockets: 256 })

  constructor(private port = Number(env.get('PORT'))) {}

  get(path: string) {
    return this.send({ method: 'GET', path })
  }

  /** @param accept what to answer with; a page costs the server several times as much as JSON */
  post(path: string, form: Record<string, string | number>, accept = 'text/html') {
    const body = new URLSearchParams()
    for (const [key, value] of Object.entries(form)) body.set(key, String(value))
    return this.send({ method: 'POST', path, body: body.toString(), accept })
  }

  leave() {
    this.agent.destroy()
  }

  private async send(sent: Sent): Promise<Answer> {
    const { method, path, body, accept = 'text/html' } = sent
    const request = httpRequest({
      ...{ agent: this.agent, host: '127.0.0.1', port: this.port, method, path },
      headers: { 'host': NORDLYS, accept, 'content-type': 'application/x-www-form-urlencoded' },
    })
    request.end(body)
    const answer = once(request, 'response') as Promise<[IncomingMessage]>
    const [response] = await answer.catch((error) => {
      // The server has closed the idle connection in the very moment in which it was to be used again.
      if (request.reusedSocket && error.code === 'ECONNRESET') return [null]
      throw error
    })
    if (!response) return this.send(sent)
    const location = response.headers.location ?? null
    return { status: response.statusCode!, location, text: await text(response) }
  }
}

/** The hidden fields of a form, as a browser sends them. */
export function hiddenOn(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]+)"/g)
  return Object.fromEntries([...found].map(([, name, value]) => [name, value]))
}

/** Somebody whom the clinic does not know yet. */
export function visitor(number: number) {
  return {
    ...{ firstName: `Visitor${number}`, lastName: 'Test', email: `visitor${number}@example.test` },
    ...{ phone: '', terms: '1', privacy: '1' },
  }
}
