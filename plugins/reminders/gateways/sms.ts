import type { Reason } from '../models/reasons.js'

/** One SMS, as every gateway is given it. */
export type Sms = {
  /** E.164: `+4520123456`. */
  to: string
  text: string
  /** Ours; a report names it, so that also an SMS whose answer was lost is found. */
  reference: string
  /** For so many seconds it is of use: a phone that is switched on later than this gets it no more. */
  usefulSeconds: number
}

/**
 * What a gateway made of an SMS.
 *
 * - `accepted`: it will try to deliver it, under its own id
 * - `refused`: not this one, and not later either
 * - `wait`: not now. It has not taken it, so that it may be tried again after so many seconds; if `isAboutAll`, all others
 *   would meet the same
 * - `unclear`: nobody knows whether it took it
 */
export type Outcome =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'refused'; reason: Reason; detail: string | null }
  | {
      kind: 'wait'
      reason: Reason
      detail: string | null
      seconds: number | null
      isAboutAll: boolean
    }
  | { kind: 'unclear'; detail: string | null }

/** What a gateway reports later. `sent` is on its way. */
export type Report = {
  providerId: string
  reference: string | null
  state: 'sent' | 'delivered' | 'failed'
  reason: Reason | null
  detail: string | null
}

/** A service that sends SMS. Each is one file, written from its public documentation. */
export interface SmsGateway {
  send(sms: Sms): Promise<Outcome>
}
