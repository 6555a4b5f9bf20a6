import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { utcNow } from '#models/columns'

/** How many days the text of a mail is kept after it was sent or cancelled. */
export const KEEP_SENT_DAYS = 7
/** How many days the text of a mail is kept that failed or may not have arrived: so long it can be sent again. */
const KEEP_FAILED_DAYS = 30
/** How many days the outbox tells that there was a mail, to whom and what for. */
const KEEP_ROW_DAYS = 365

/** Removes the texts of mails that are done with, and later the rows: they are personal data. */
export async function tidyOutbox() {
  await empty(['sent', 'cancelled'], KEEP_SENT_DAYS)
  await empty(['failed', 'uncertain'], KEEP_FAILED_DAYS)
  await clinicClient()
    .from('outbox_mails')
    .where('settled_at', '<', daysAgo(KEEP_ROW_DAYS))
    .delete()
}

async function empty(states: string[], days: number) {
  await clinicClient()
    .from('outbox_mails')
    .whereIn('state', states)
    .where('settled_at', '<', daysAgo(days))
    .whereNull('emptied_at')
    .update({
      ...{ subject: null, text: null, html: null, calendar: null, error_detail: null },
      emptied_at: utcNow(),
    })
}

function daysAgo(days: number) {
  return DateTime.utc().minus({ days }).toISO()
}
