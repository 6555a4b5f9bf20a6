import { DateTime } from 'luxon'
import { SERVER } from '#audit/actor'
import { utcNow } from '#models/columns'
import Batch from './models/batch.js'
import Request from './models/request.js'
import { consentSettings } from './settings.js'

/** Writes down which requests nobody answered in time. They have been over since that moment; this is for the audit log. */
export async function expireRequests() {
  const late = await Request.query()
    .whereNull('answeredAt')
    .whereNull('revokedAt')
    .whereNull('expiredAt')
    .where('expiresAt', '<=', utcNow())
  for (const request of late) await request.expire({ by: SERVER })
}

/** Reminds, once, those who were sent a link some days ago and have not answered. */
export async function sendReminders() {
  const { reminderDays } = consentSettings.read()
  if (!reminderDays) return
  const quiet = await Request.open()
    .where('channel', 'link')
    .whereNull('remindedAt')
    .where('createdAt', '<=', DateTime.utc().minus({ days: reminderDays }).toISO())
  for (const request of quiet) await request.remind({ by: SERVER })
}

/** Goes on with batches that a stop of the server cut short. */
export async function finishBatches() {
  for (const batch of await Batch.unfinished()) await batch.run()
}
