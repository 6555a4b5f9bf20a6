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
 * Runs the work, and turns the refusal of the calendar's triggers into words.
 *
 * @throws Taken
 */
export async function orTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asTaken(error) ?? error
  }
}

function asTaken(error: unknown) {
  const refusal = error instanceof Error && /taken: (\w+)$/.exec(error.message)?.[1]
  return refusal && refusal in TAKEN ? new Taken(TAKEN[refusal as keyof typeof TAKEN]) : null
}
