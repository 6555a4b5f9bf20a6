import type Clinic from '#models/clinic'
import { at } from '#tests/people'
import { type Provider } from '../models/gateway.js'
import Message from '../models/message.js'
import { aGateway, clarasAppointment, itIs, reminding, SMS_BEFORE } from './setting.js'

export type Test = Parameters<typeof reminding>[0]

/** Nordlys with Clara's appointment, and the SMS about it due now, at ten. */
export async function dueNow(context: Test, provider: Provider = 'gatewayapi') {
  const all = await reminding(context, SMS_BEFORE)
  await at(all.nordlys, () => aGateway(provider))
  const booked = await clarasAppointment(all, { locale: 'en' })
  itIs('2027-06-14T10:00', context)
  return { ...all, ...booked }
}

/** What is known of the one message of a clinic. */
export function theMessage(clinic: Clinic) {
  return at(clinic, async () => {
    const { state, reason, detail, recipient, providerId, attempts, nextTryAt } =
      await Message.query().firstOrFail()
    const nextTry = nextTryAt?.setZone('Europe/Copenhagen').toFormat('HH:mm:ss') ?? null
    return { state, reason, detail, recipient, providerId, attempts, nextTry }
  })
}

export const SENT = {
  state: 'sent',
  reason: null,
  detail: null,
  recipient: '+4520123456',
  attempts: 1,
  nextTry: null,
}
