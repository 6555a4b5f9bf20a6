import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import env from '#start/env'
import { NORDLYS } from '#tests/people'
import { httpsPeer } from './https_peer.js'
import { switchboard } from './switchboard.js'

/** What a gateway was asked to send, and by what name it calls it. */
export type TakenSms = {
  id: string
  to: string
  from: string
  text: string
  reference: string
  /** For how many seconds it tries to deliver it. */
  validity: number
}

/** How the gateway answers the next calls, one after the other; then as documented again. */
export type Fault =
  | { status: number; headers?: Record<string, string>; code?: number | string }
  /** It takes the SMS, and the line breaks before its answer. */
  | 'hangs up'
  /** It takes the SMS, and answers when it is released. */
  | 'holds'

/** A local counterpart of a service that sends SMS. What it checks and answers stands in the public documentation of that service. */
abstract class SmsPeer {
  readonly taken: TakenSms[] = []
  readonly faults: Fault[] = []
  /** Every call, refused ones too. */
  calls = 0
  private held: (() => void)[] = []
  private waiting: (() => void)[] = []
  private closing: (() => Promise<void>)[] = []
  environment: Record<string, string> = {}
  certificate = ''

  /** Lets it answer at the host of the real service, until it is stopped. */
  async start() {
    const peer = await httpsPeer(0, (...call) => void this.answer(...call), this.host)
    const board = await switchboard({ [this.host]: peer.port })
    this.closing = [board.close, peer.close]
    this.environment = board.environment
    this.certificate = peer.certificate
    return this
  }

  async stop() {
    for (const close of this.closing) await close()
  }

  /** When it has taken so many. */
  async hasTaken(count = 1) {
    while (this.taken.length < count)
      await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  release() {
    for (const answer of this.held.splice(0)) answer()
  }

  protected abstract host: string
  protected abstract refusal(request: IncomingMessage, body: string): [number, unknown] | null
  protected abstract read(body: string): TakenSms
  protected abstract accepted(sms: TakenSms): [number, unknown]
  protected abstract failure(status: number, code?: number | string): unknown

  private async answer(request: IncomingMessage, response: ServerResponse) {
    this.calls++
    const body = await text(request)
    const refusal = this.refusal(request, body)
    if (refusal) return send(response, ...refusal)
    const fault = this.faults.shift()
    if (typeof fault === 'object')
      return send(response, fault.status, this.failure(fault.status, fault.code), fault.headers)
    const sms = this.read(body)
    this.taken.push(sms)
    for (const resolve of this.waiting.splice(0)) resolve()
    if (fault === 'hangs up') return request.socket.destroy()
    if (fault === 'holds') await new Promise<void>((resolve) => this.held.push(resolve))
    send(response, ...this.accepted(sms))
  }
}

function send(
  response: ServerResponse,
  status: number,
  answer: unknown,
  headers: Record<string, string> = {}
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(answer))
}

/** A call to us, as a gateway makes it. */
export type ReportCall = { path: string; headers: Record<string, string>; body: string }

/** Makes the call to the server under test, as it arrives behind whatever ends TLS. @returns the status of the answer */
export async function hear({ path, headers, body }: ReportCall, host = NORDLYS) {
  const address = `http://127.0.0.1:${env.get('PORT')}${path}`
  const request = httpRequest(address, { method: 'POST', headers: { ...headers, host } })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.resume()
  return response.statusCode
}

/** GatewayAPI: https://gatewayapi.com/docs/apis/rest/ */
export class GatewayApiPeer extends SmsPeer {
  constructor(
    private token: string,
    protected host = 'gatewayapi.com'
  ) {
    super()
  }

  /** A status notification: the same in the body and, signed with the webhook's secret, in the header. */
  report(
    sms: Pick<TakenSms, 'id' | 'to' | 'reference'>,
    status: string,
    secret: string,
    more: Record<string, unknown> = {}
  ): ReportCall {
    const notification = {
      id: Number(sms.id),
      msisdn: Number(sms.to),
      time: 1_812_960_000,
      status,
      userref: sms.reference,
      ...more,
    }
    return {
      path: '/reminders/reports/gatewayapi',
      headers: {
        'content-type': 'application/json',
        'x-gwapi-signature': jwt(notification, secret),
      },
      body: JSON.stringify(notification),
    }
  }

  protected refusal({ method, url, headers }: IncomingMessage, body: string) {
    const basic = `Basic ${Buffer.from(`${this.token}:`).toString('base64')}`
    if (method !== 'POST' || url !== '/rest/mtsms') return [404, {}] as [number, unknown]
    if (headers.authorization !== basic) return [401, this.failure(401)] as [number, unknown]
    const { sender, message, recipients, validity_period: validity } = JSON.parse(body)
    const isWhole = message && Number.isInteger(recipients?.[0]?.msisdn)
    const isSigned = /^([A-Za-z0-9 ]{1,11}|\d{1,15})$/.test(sender)
    const isRight = isWhole && isSigned && Number.isInteger(validity)
    return isRight ? null : ([400, this.failure(400, '0x0308')] as [number, unknown])
  }

  protected read(body: string): TakenSms {
    const { sender, message, recipients, userref, validity_period: validity } = JSON.parse(body)
    const id = String(1_000_001 + this.taken.length)
    const to = String(recipients[0].msisdn)
    return { id, to, from: sender, text: message, reference: userref, validity }
  }

  protected accepted({ id }: TakenSms): [number, unknown] {
    return [
      200,
      { ids: [Number(id)], usage: { countries: { DK: 1 }, currency: 'DKK', total_cost: 0.4 } },
    ]
  }

  protected failure(status: number, code: number | string = '0x0000') {
    const message = status === 401 ? 'Unauthorized' : 'Refused: %1'
    return { code, incident_uuid: randomBytes(16).toString('hex'), message, variables: ['because'] }
  }
}

/** Twilio: https://www.twilio.com/docs/messaging/api/message-resource */
export class TwilioPeer extends SmsPeer {
  protected host = 'api.twilio.com'
  /** Where each message's reports are to go, by its SID. */
  readonly callbacks = new Map<string, string>()

  constructor(
    private account: string,
    private token: string
  ) {
    super()
  }

  /** A status callback: a form, and the signature over the address and the form. */
  report({ id, to }: TakenSms, status: string, more: Record<string, string> = {}): ReportCall {
    const address = this.callbacks.get(id)!
    // A value that a tidying parser would change.
    const fields = {
      MessageSid: id,
      MessageStatus: status,
      To: `+${to}`,
      From: ' Nordlys ',
      ...more,
    }
    const signed = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))
    const { pathname, search } = new URL(address)
    return {
      path: pathname + search,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': createHmac('sha1', this.token)
          .update(address + signed.flat().join(''))
          .digest('base64'),
      },
      body: new URLSearchParams(fields).toString(),
    }
  }

  protected refusal({ method, url, headers }: IncomingMessage, body: string) {
    const basic = `Basic ${Buffer.from(`${this.account}:${this.token}`).toString('base64')}`
    const path = `/2010-04-01/Accounts/${this.account}/Messages.json`
    if (method !== 'POST' || url !== path)
      return [404, this.failure(404, 20404)] as [number, unknown]
    if (headers.authorization !== basic) return [401, this.failure(401, 20003)] as [number, unknown]
    const form = new URLSearchParams(body)
    const isNumber = /^\+\d{8,15}$/.test(form.get('To') ?? '')
    const validity = Number(form.get('ValidityPeriod'))
    if (!isNumber) return [400, this.failure(400, 21211)] as [number, unknown]
    if (!(validity >= 1 && validity <= 36_000))
      return [400, this.failure(400, 21624)] as [number, unknown]
    // Another network than the Internet.
    const isLocal = form.get('StatusCallback')?.includes('.home.arpa') ?? false
    return isLocal ? ([400, this.failure(400, 21609)] as [number, unknown]) : null
  }

  protected read(body: string): TakenSms {
    const form = new URLSearchParams(body)
    const id = `SM${String(this.taken.length).padStart(32, '0')}`
    const callback = form.get('StatusCallback')
    if (callback) this.callbacks.set(id, callback)
    return {
      id,
      to: form.get('To')!.slice(1),
      from: form.get('From') ?? form.get('MessagingServiceSid')!,
      text: form.get('Body')!,
      reference: callback ? new URL(callback).searchParams.get('message')! : '',
      validity: Number(form.get('ValidityPeriod')),
    }
  }

  protected accepted({ id, to, text: body }: TakenSms): [number, unknown] {
    return [201, { sid: id, to: `+${to}`, body, status: 'queued', error_code: null }]
  }

  protected failure(status: number, code: number | string = 20000) {
    const about = `https://www.twilio.com/docs/errors/${code}`
    return { code, message: `Refused because of ${code}`, more_info: about, status }
  }
}

/** A JWT by HS256 (RFC 7515), made by hand, so that the tests do not lean on what they test. */
function jwt(payload: unknown, secret: string) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(payload)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
