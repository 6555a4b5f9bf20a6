import type { Actor } from '#audit/actor'
import { assertNew, reasonsSetAside } from '#calendar/who_may_book'
import { transaction } from '#clinics/transaction'
import Appointment from '#models/appointment'
import Client from '#models/client'
import Recurrence from '#models/recurrence'
import type { WallTime } from '#calendar/wall_time'
import type { WhenTaken } from '#calendar/repeating/each_date'
import type { Plan } from '#calendar/plan'
import type { Rule } from '#calendar/repeating/recurrence'
import type { PlannedDate } from '#calendar/repeating/taken_dates'

type Asked = {
  /** An id, `new` or `none`. */
  client: string
  newClient?: Parameters<typeof assertNew>[0] | null
  key?: string
  onTaken?: WhenTaken
  /** Of an appointment that repeats, the dates that are meant, where some are left out. */
  walls?: readonly WallTime[]
  /** Whether reasons against it are set aside. */
  despite?: boolean
  /** The clients whom a new one is not, as a member has seen. */
  seen?: readonly string[]
}

type Booked = { appointments: Appointment[]; skipped: PlannedDate[] }

/**
 * Books an appointment for a client that is known, for a new one, or for none. A new client is not kept when
 * the time turns out to be taken, nor twice when the same form comes twice.
 *
 * @param rule how it repeats
 * @throws Taken, DatesTaken; NotWelcome, MaybeKnown
 */
export async function bookClient(
  plan: Plan,
  { key, walls, onTaken = 'refuse', ...asked }: Asked,
  { by, rule }: { by: Actor; rule: Rule | null }
): Promise<Booked> {
  return transaction(async () => {
    const same = key && (await Appointment.findBy('requestKey', key))
    if (same) return { appointments: [same], skipped: [] }
    const booking = { by, ...(await clientsOf(asked, by)), requestKey: key }
    if (rule) return Recurrence.book(plan, rule, { ...booking, walls, onTaken })
    return { appointments: [await Appointment.book(plan, booking)], skipped: [] }
  })
}

async function clientsOf({ client, newClient, despite = false, seen = [] }: Asked, by: Actor) {
  if (client === 'none') return { clients: [] }
  const known = client === 'new' ? null : await Client.findOrFail(client)
  if (!known) await assertNew(newClient!, seen)
  const setAside = reasonsSetAside(known, despite)
  return { clients: [known ?? (await Client.register(newClient!, { by }))], despite: setAside }
}
