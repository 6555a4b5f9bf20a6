import { createHmac, timingSafeEqual } from 'node:crypto'
import { outgoing } from '#plugins/egress'
import type Gateway from '../models/gateway.js'
import type { Reason } from '../models/reasons.js'
import { jsonOf, refusal, withoutAnswer } from './answers.js'
import type { Outcome, Report, Sms, SmsGateway } from './sms.js'

type Account = Pick<Gateway, 'account' | 'token' | 'sender' | 'origin'>

/**
 * The few refusals that Twilio's documentation ties to a cause that a clinic can act on; else its own sentence must do, because
 * it splits and renumbers them (https://www.twilio.com/docs/api/errors).
 */
const REFUSALS: Record<number, Reason> = {
  21211: 'number_refused',
  21408: 'number_refused',
  21612: 'number_refused',
  21614: 'number_refused',
  21635: 'number_refused',
  21610: 'blocked',
}
/** Why an SMS that it took was not delivered. */
const FAILURES: Record<number, Reason> = {
  30003: 'expired',
  30036: 'expired',
  30004: 'rejected',
  30005: 'number_refused',
  30006: 'number_refused',
  30007: 'rejected',
  ...REFUSALS,
}
/** About the sender, so that every SMS meets the same. */
const SENDER_REFUSALS = [21212, 21603, 21606, 21659, 21660, 21661]
/** This sender's queue is as long as Twilio lets it grow: a refusal by its status, and only for now. */
const QUEUE_IS_FULL = 21611
/** The address for reports cannot be reached from the Internet, as that of a clinic that is at home in its own network. */
const CALLBACK_REFUSED = 21609
/** It keeps nothing in its queue for longer. */
const MOST_VALID_SECONDS = 36_000

/**
 * Twilio's Messages resource: https://www.twilio.com/docs/messaging/api/message-resource (POST, form fields, HTTP Basic with
 * the account's SID and token). Each message names the address for its reports.
 */
export class Twilio implements SmsGateway {
  constructor(private gateway: Account) {}

  async send(sms: Sms): Promise<Outcome> {
    const form = this.form(sms)
    try {
      const answer = await this.answer(form)
      if (answer.code !== CALLBACK_REFUSED || !form.has('StatusCallback')) return outcomeOf(answer)
      // Better an SMS of which nobody hears whether it arrived than none.
      form.delete('StatusCallback')
      return outcomeOf(await this.answer(form))
    } catch (error) {
      return withoutAnswer(error)
    }
  }

  private form({ to, text, reference, usefulSeconds }: Sms) {
    const { sender } = this.gateway
    // A sender that begins so is a messaging service, which chooses a number by itself.
    const from = sender.startsWith('MG') ? 'MessagingServiceSid' : 'From'
    const validity = Math.min(Math.max(1, usefulSeconds), MOST_VALID_SECONDS)
    const form = new URLSearchParams({
      ...{ To: to, [from]: sender, Body: text },
      ValidityPeriod: String(validity),
    })
    const callback = reportAddress(this.gateway, reference)
    if (callback.startsWith('https:')) form.set('StatusCallback', callback)
    return form
  }

  private async answer(form: URLSearchParams): Promise<Answer> {
    const response = await this.post(form)
    return { ...(await jsonOf(response)), response }
  }

  private post(form: URLSearchParams) {
    const { account, token } = this.gateway
    return outgoing('reminders').fetch(
      `https://api.twilio.com/2010-04-01/Accounts/${encodeURIComponent(account!)}/Messages.json`,
      {
        purpose: 'reminders.calls.send',
        fields: [...form.keys()],
        method: 'POST',
        headers: {
          'authorization': `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form.toString(),
      }
    )
  }
}

/** Where Twilio reports about one of our messages. The whole address is part of what it signs. */
export function reportAddress({ origin }: Pick<Account, 'origin'>, messageId: string) {
  return `${origin}/reminders/reports/twilio?message=${messageId}`
}

/** What Twilio says, with the response in which it said so. */
type Answer = { response: Response; sid?: unknown; code?: unknown; message?: unknown }

function outcomeOf({ response, sid, code, message }: Answer): Outcome {
  if (response.ok)
    return typeof sid === 'string'
      ? { kind: 'accepted', providerId: sid }
      : { kind: 'unclear', detail: null }
  const detail = typeof message === 'string' ? `${message} (${code})` : null
  const wait = { kind: 'wait', detail, seconds: null, isAboutAll: true } as const
  if (code === QUEUE_IS_FULL) return { ...wait, reason: 'busy' }
  if (SENDER_REFUSALS.includes(Number(code))) return { ...wait, reason: 'sender_refused' }
  const reason = REFUSALS[Number(code)]
  return reason ? { kind: 'refused', reason, detail } : refusal(response, detail)
}

/**
 * Whether Twilio has sent this: X-Twilio-Signature is the HMAC-SHA1, under the account's token, of the address followed by the names
 * and values of the form, in the order of the names (https://www.twilio.com/docs/usage/security#validating-requests).
 *
 * @param form as it came over the wire, not as a parser has tidied it up
 */
export function isSignedByTwilio(
  { address, form, signature }: { address: string; form: URLSearchParams; signature: string },
  token: string
) {
  const fields = [...form].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  const given = Buffer.from(signature, 'base64')
  return [address, withPort(address)].some((each) => {
    const expected = createHmac('sha1', token)
      .update(each + fields.flat().join(''))
      .digest()
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

/** As Twilio's own libraries do, because it has signed both: the address with the port that goes without saying. */
function withPort(address: string) {
  const { protocol, host, port } = new URL(address)
  return port ? address : address.replace(host, `${host}:${protocol === 'https:' ? 443 : 80}`)
}

/** What a status callback says. @returns null when it is not about an SMS of ours */
export function twilioReport(form: URLSearchParams, reference: string | null): Report | null {
  const providerId = form.get('MessageSid')
  const status = form.get('MessageStatus')
  if (!providerId || !status) return null
  const code = form.get('ErrorCode')
  const isFailure = ['undelivered', 'failed', 'canceled'].includes(status)
  return {
    ...{ providerId, reference },
    state:
      status === 'delivered' || status === 'read' ? 'delivered' : isFailure ? 'failed' : 'sent',
    reason: isFailure ? (FAILURES[Number(code)] ?? 'not_delivered') : null,
    detail: code,
  }
}
