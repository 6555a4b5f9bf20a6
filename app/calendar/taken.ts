import { releaseHolds } from './holds.js'

/** What is not free: the member, the room, or the places in a group. */
export const TAKEN = { member_id: 'member', room_id: 'room', capacity: 'capacity' } as const
export type TakenThing = (typeof TAKEN)[keyof typeof TAKEN]

/** The database has refused to book something twice. Nothing was written. */
export class Taken extends Error {
  constructor(readonly what: TakenThing) {
    super(`The ${what} is taken`)
  }
}

/**
 * Writes something, and turns the refusal of the calendar's triggers into words. What visitors held and did not book in
 * time gives way, which is looked for only when something is in the way.
 *
 * @param write one statement, so that a refusal leaves nothing behind
 * @throws Taken
 */
export async function orTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const refusal = takenIn(error)
    if (!refusal) throw error
    if (await releaseHolds()) return orTaken(write)
    throw refusal
  }
}

function takenIn(error: unknown) {
  const refusal = error instanceof Error && /taken: (\w+)$/.exec(error.message)?.[1]
  return refusal && refusal in TAKEN ? new Taken(TAKEN[refusal as keyof typeof TAKEN]) : null
}
