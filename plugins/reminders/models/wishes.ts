import { phoneKinds } from '#clinics/phone_rules'
import type Client from '#models/client'
import type { Reason } from './reasons.js'
import type { Channel } from './channel.js'

type Person = Pick<Client, 'email' | 'phone' | 'phoneNormal' | 'channel' | 'emailOnly'>

const CAN_TAKE_SMS = ['MOBILE', 'FIXED_LINE_OR_MOBILE']

/** Why a client cannot be reached on a channel. */
export function missingAddress(client: Person, channel: Channel): Reason | null {
  if (channel === 'email') return client.email ? null : 'no_email'
  if (!client.phone) return 'no_phone'
  return mobileOf(client) ? null : 'not_mobile'
}

/** The number for an SMS in E.164, `+4520123456`; `null` where there is none, or one of a landline. */
export function mobileOf({ phoneNormal }: Pick<Client, 'phoneNormal'>): string | null {
  const number = phoneNormal ? phoneKinds().parsePhoneNumberFromString(phoneNormal) : undefined
  return number && CAN_TAKE_SMS.includes(number.getType() ?? '') ? number.number : null
}

/**
 * Why a client does not want a message on a channel. Who wants calls or letters gets no automatic message at all; who
 * would rather have the other of the two gets that one alone, as long as it reaches them. An SMS is no call, so
 * “never call” does not keep it.
 *
 * @param reachedBy whether a reminder of this appointment reaches the client on a channel
 */
export function wishAgainst(
  { channel: preferred, emailOnly }: Person,
  channel: Channel,
  reachedBy: (channel: Channel) => boolean
): Reason | null {
  if (emailOnly) return channel === 'sms' ? 'email_only' : null
  if (preferred === 'phone') return 'prefers_phone'
  if (preferred === 'post') return 'prefers_post'
  if (channel === 'sms' && preferred === 'email' && reachedBy('email')) return 'prefers_email'
  if (channel === 'email' && preferred === 'sms' && reachedBy('sms')) return 'prefers_sms'
  return null
}
