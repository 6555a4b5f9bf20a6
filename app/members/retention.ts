import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'

/** How many days a link is remembered after its end, so that who uses it late is told so. */
const KEEP_LINKS_DAYS = 30
/** How many days an invitation is shown that was accepted, taken back or not answered. */
const KEEP_INVITATIONS_DAYS = 180

/** Removes links that are long over, and the mail addresses that they hold. */
export async function tidyLinks() {
  for (const table of ['password_resets', 'email_changes'])
    await clinicClient().from(table).where('expires_at', '<', daysAgo(KEEP_LINKS_DAYS)).delete()
  await clinicClient()
    .from('invitations')
    .where('expires_at', '<', daysAgo(KEEP_INVITATIONS_DAYS))
    .delete()
}

function daysAgo(days: number) {
  return DateTime.utc().minus({ days }).toISO()
}
