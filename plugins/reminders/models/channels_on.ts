import { mailIsSetUp } from '#mails/queue_mail'
import type { Channel } from './channel.js'
import Gateway from './gateway.js'

/** By which channels the clinic can send anything at all. */
export async function channelsOn(): Promise<Record<Channel, boolean>> {
  return { email: mailIsSetUp(), sms: await Gateway.isSetUp() }
}
