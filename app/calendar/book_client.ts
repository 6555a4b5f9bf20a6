import type { Actor } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Recurrence from '#models/recurrence'
import type { WhenTaken } from './each_date.js'
import type { Plan } from './plan.js'
import type { Rule } from './recurrence.js'
import type { PlannedDate } from './taken_dates.js'

type Asked = {
  /** An id, `new` or `none`. */
  client: string
  newClient?: Parameters<typeof Client.register>[0] | null
  key?: string
  onTaken?: WhenTaken
}

type Booked = { appointments: Appointment[]; skipped: PlannedDate[] }

/**
 * Books an appointment for a client that is known, for a new one, or for none. A new client is not kept when
 * the time turns out to be taken, nor twice when the same form comes twice.
 *
 * @param rule how it repeats
 * @throws Taken, DatesTaken
 */
export async function bookClient(
  plan: Plan,
  { client, newClient, key, onTaken = 'refuse' }: Asked,
  { by, rule }: { by: Actor; rule: Rule | null }
): Promise<Booked> {
  return transaction(async () => {
    const known = key && (await Appointment.findBy('requestKey', key))
    if (known) return { appointments: [known], skipped: [] }
    const clients = await clientsOf(client, newClient, by)
    if (rule) return Recurrence.book(plan, rule, { by, clients, onTaken, requestKey: key })
    return {
      appointments: [await Appointment.book(plan, { by, clients, requestKey: key })],
      skipped: [],
    }
  })
}

async function clientsOf(client: string, newClient: Asked['newClient'], by: Actor) {
  if (client === 'none') return []
  if (client === 'new') return [await Client.register(newClient!, { by })]
  return [await Client.findOrFail(client)]
}
