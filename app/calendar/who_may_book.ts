import { type Duplicate, likelyDuplicates } from '#clients/duplicates'
import type Client from '#models/client'
import { ask } from '#plugins/precautions'

/** Plugins have reasons why this client may not be booked. Nothing was written. */
export class NotWelcome extends Error {
  constructor(readonly reasons: readonly string[]) {
    super('There are reasons against this booking')
  }
}

/** The new client may be one of these. Nothing was written. */
export class MaybeKnown extends Error {
  constructor(readonly duplicates: readonly Duplicate[]) {
    super('The client may be there already')
  }
}

/**
 * Asks the plugins whether this client may be booked.
 *
 * @param client null for somebody whom the clinic does not know yet
 * @param isDespite whether whoever books, and may, sets aside what speaks against it
 * @returns the reasons that were set aside, to be kept with the booking
 * @throws NotWelcome
 */
export function reasonsSetAside(client: Client | null, isDespite: boolean): string[] | null {
  const reasons = ask('bookingRefusals', { client })
  if (reasons.length && !isDespite) throw new NotWelcome(reasons)
  return reasons.length ? reasons : null
}

/**
 * Asks back before somebody is written down a second time.
 *
 * @param seen the clients, by id, whom a member was shown before and who are somebody else
 * @throws MaybeKnown
 */
export async function assertNew(
  newClient: Parameters<typeof likelyDuplicates>[0],
  seen: readonly string[]
) {
  const duplicates = await likelyDuplicates(newClient)
  if (duplicates.some(({ id }) => !seen.includes(id))) throw new MaybeKnown(duplicates)
}
