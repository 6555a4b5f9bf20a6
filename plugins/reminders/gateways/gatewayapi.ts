import { jwtVerify } from 'jose'
import { outgoing } from '#plugins/egress'
import type Gateway from '../models/gateway.js'
import type { Reason } from '../models/reasons.js'
import { needsUnicode } from '../models/sms_length.js'
import { jsonOf, refusal, withoutAnswer } from './answers.js'
import type { Outcome, Report, Sms, SmsGateway } from './sms.js'

/** Accounts live on one of two platforms; that of the second stays within the EU. */
const HOSTS = { gatewayapi: 'gatewayapi.com', gatewayapi_eu: 'gatewayapi.eu' } as const

/**
 * GatewayAPI's REST API: https://gatewayapi.com/docs/apis/rest/ (POST /rest/mtsms, the token as the user of HTTP Basic).
 * Reports go to a webhook that the clinic sets up there; they are signed with a secret of its choice.
 */
export class GatewayApi implements SmsGateway {
  constructor(private gateway: Pick<Gateway, 'provider' | 'token' | 'sender'>) {}

  async send({ to, text, reference, usefulSeconds }: Sms): Promise<Outcome> {
    const message = {
      ...{ sender: senderOf(this.gateway), message: text, userref: reference },
      recipients: [{ msisdn: Number(to.replace(/\D/g, '')) }],
      validity_period: Math.min(Math.max(LEAST_VALID_SECONDS, usefulSeconds), MOST_VALID_SECONDS),
      // Left to itself it drops every letter that GSM 03.38 does not know.
      ...(needsUnicode(text) && { encoding: 'UCS2' }),
    }
    try {
      return outcomeOf(await this.post(message))
    } catch (error) {
      return withoutAnswer(error)
    }
  }

  private post(message: Record<string, unknown>) {
    const { provider, token } = this.gateway
    const host = HOSTS[provider as keyof typeof HOSTS]
    return outgoing('reminders').fetch(`https://${host}/rest/mtsms`, {
      purpose: 'reminders.calls.send',
      fields: ['sender', 'message', 'recipients.msisdn', 'userref'],
      method: 'POST',
      headers: {
        'authorization': `Basic ${Buffer.from(`${token}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(message),
    })
  }
}

/** A network may need so long for one that is delivered at once. */
const LEAST_VALID_SECONDS = 60
/** It tries no longer than five days. */
const MOST_VALID_SECONDS = 5 * 24 * 3600

/** Eleven letters, or digits alone: a number is written here without its plus. */
function senderOf({ sender }: Pick<Gateway, 'sender'>) {
  return sender.replace(/^\+/, '')
}

/** Come as a 403, as a token does that is none, and are about this one number: https://gatewayapi.com/docs/errors/ */
const NUMBER_REFUSALS: Record<string, Reason> = {
  '0x0214': 'blocked',
  '0x0215': 'blocked',
  '0x0217': 'number_refused',
  '0x021F': 'number_refused',
}
/** The same for all, but not because of the token. */
const NO_CREDIT = '0x0216'
/** Whatever was called: all codes that end so say that it is only for now. */
const FOR_NOW = /^0x..09$/

async function outcomeOf(response: Response): Promise<Outcome> {
  const answer = await jsonOf(response)
  if (!response.ok) return refused(response, answer)
  const [id] = Array.isArray(answer.ids) ? answer.ids : []
  return id === undefined
    ? { kind: 'unclear', detail: null }
    : { kind: 'accepted', providerId: String(id) }
}

function refused(response: Response, answer: Record<string, any>): Outcome {
  const detail = wordsOf(answer)
  const code = String(answer.code)
  const wait = { kind: 'wait', detail, seconds: null, isAboutAll: true } as const
  if (NUMBER_REFUSALS[code]) return { kind: 'refused', reason: NUMBER_REFUSALS[code], detail }
  if (code === NO_CREDIT) return { ...wait, reason: 'no_credit' }
  if (FOR_NOW.test(code)) return { ...wait, reason: 'busy' }
  return refusal(response, detail)
}

/** `{ "code": "0x0213", "message": "… %1 …", "variables": ["…"] }` */
function wordsOf({ message, code, variables = [] }: Record<string, any>): string | null {
  if (typeof message !== 'string') return null
  const words = message.replace(/%(\d)/g, (gap, index) => String(variables[index - 1] ?? gap))
  return code ? `${words} (${code})` : words
}

const FAILURES: Record<string, Reason> = {
  UNDELIVERABLE: 'not_delivered',
  EXPIRED: 'expired',
  REJECTED: 'rejected',
  DELETED: 'not_delivered',
  SKIPPED: 'rejected',
}

/**
 * Reads a report: all of it is in the signed token of the header X-Gwapi-Signature (JWT, HS256), so the body is not needed.
 *
 * @returns null when the signature is not of somebody who knows the secret, or it is no report about an SMS
 */
export async function gatewayApiReport(token: string, secret: string): Promise<Report | null> {
  const key = new TextEncoder().encode(secret)
  const verified = await jwtVerify(token, key, { algorithms: ['HS256'] }).catch(() => null)
  if (!verified) return null
  const { id, status, userref, error, code } = verified.payload as Record<string, unknown>
  if (id === undefined || typeof status !== 'string') return null
  return {
    providerId: String(id),
    reference: typeof userref === 'string' ? userref : null,
    // ACCEPTED: the network has taken it in the recipient's place.
    state: stateOf(status),
    reason: FAILURES[status] ?? null,
    detail: [error, code].filter((each) => typeof each === 'string').join(' ') || null,
  }
}

function stateOf(status: string): Report['state'] {
  if (status === 'DELIVERED' || status === 'ACCEPTED') return 'delivered'
  return status in FAILURES ? 'failed' : 'sent'
}
