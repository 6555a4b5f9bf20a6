import type { Actor } from '#audit/actor'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Client from '#models/client'
import type { Plan } from './plan.js'

type Asked = {
  /** An id, `new` or `none`. */
  client: string
  newClient?: Parameters<typeof Client.register>[0] | null
  key?: string
}

/**
 * Books an appointment for a client that is known, for a new one, or for none. A new client is not kept when
 * the time turns out to be taken, nor twice when the same form comes twice.
 *
 * @throws Taken
 */
export async function bookClient(
  plan: Plan,
  { client, newClient, key }: Asked,
  { by }: { by: Actor }
) {
  return transaction(async () => {
    const known = key && (await Appointment.findBy('requestKey', key))
    if (known) return known
    const clients = await clientsOf(client, newClient, by)
    return Appointment.book(plan, { by, clients, requestKey: key })
  })
}

async function clientsOf(client: string, newClient: Asked['newClient'], by: Actor) {
  if (client === 'none') return []
  if (client === 'new') return [await Client.register(newClient!, { by })]
  return [await Client.findOrFail(client)]
}
