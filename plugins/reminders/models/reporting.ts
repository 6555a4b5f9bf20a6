import { DateTime } from 'luxon'
import { transaction } from '#clinics/transaction'
import type { Report } from '../gateways/sms.js'
import Message from './message.js'

/** What a report can still change: it comes late, twice or out of order, and what is delivered stays so. */
const OPEN_TO_REPORTS = ['handing_over', 'sent', 'uncertain']

/**
 * Writes down what the network made of an SMS. One whose call broke off is found by our own reference; that there is
 * a report about it says that it went out.
 *
 * @returns whether it is about a message of this clinic
 */
export function take(report: Report): Promise<boolean> {
  return transaction(async () => {
    const message = await messageOf(report)
    if (!message) return false
    if (!OPEN_TO_REPORTS.includes(message.state)) return true
    const { providerId, state, reason, detail } = report
    const now = DateTime.utc()
    const sentAt = message.sentAt ?? now
    await message.settle(
      state === 'sent'
        ? { state, providerId, sentAt, reason: null, detail: null, settledAt: null }
        : { state, providerId, sentAt, reason, detail, settledAt: now }
    )
    return true
  })
}

async function messageOf({ providerId, reference }: Report) {
  const known = await Message.query().where({ providerId, channel: 'sms' }).first()
  if (known) return known
  const ours = reference && (await Message.query().where({ id: reference, channel: 'sms' }).first())
  // Sent again meanwhile, under another id of the gateway: the report is about the former try.
  return ours && (!ours.providerId || ours.providerId === providerId) ? ours : null
}
