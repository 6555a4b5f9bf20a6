import { sortKey } from '#clients/sort_folds'
import Client from '#models/client'
import type { Actor } from '#audit/actor'
import type { Visitor } from './order.js'

/**
 * The client who this is: the only one with this address and this name. An address alone will not do, because anybody
 * may know it, and a family may share it.
 */
export async function clientFor({ firstName, lastName, email }: Visitor): Promise<Client | null> {
  const name = sortKey(`${firstName} ${lastName}`)
  const known = await Client.query().where('email', email).whereNull('archivedAt')
  const found = known.filter((client) => sortKey(`${client.firstName} ${client.lastName}`) === name)
  return found.length === 1 ? found[0] : null
}

export function register({ phone, ...visitor }: Visitor, locale: string, by: Actor) {
  return Client.register({ ...visitor, phone: phone ?? null, locale }, { by })
}
