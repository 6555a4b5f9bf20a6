import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'

/** How many days a clinic can read whom its plugins called, as long as the outbox tells to whom it wrote. */
const KEEP_CALLS_DAYS = 365

/** Removes the lines about calls to other servers that are long past, of plugins that are switched off too. */
export async function tidyCalls() {
  const oldest = DateTime.utc().minus({ days: KEEP_CALLS_DAYS }).toISO()
  await clinicClient().from('outgoing_calls').where('created_at', '<', oldest).delete()
}
