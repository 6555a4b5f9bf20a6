/** Ends it, and waits until it has ended. */
export type LetGo = () => Promise<void>

/**
 * Whoever writes a note has it in hand, and each of their sittings, in whichever tab of this browser; what waits in the
 * buffer is not sent behind their back. Web Locks go with the tab that holds them, also when it crashes.
 *
 * Several tabs may have a note in hand; if it is being sent from one, the others wait for that.
 *
 * @param id a note's or a sitting's
 */
export async function takeInHand(id: string): Promise<LetGo> {
  let letGo!: () => void
  const held = new Promise<void>((resolve) => (letGo = resolve))
  return new Promise((resolve) => {
    const released = locked(nameOf(id), { mode: 'shared' }, () => {
      resolve(async () => {
        letGo()
        await released
      })
      return held
    })
  })
}

/** What an editor has in hand, until it lets go of everything. */
export class InHand {
  private held: Promise<LetGo>[] = []

  take(id: string) {
    this.held.push(takeInHand(id))
  }

  async letGo() {
    const held = await Promise.all(this.held)
    await Promise.all(held.map((letGo) => letGo()))
  }
}

/** Tells of a sitting whether a tab that is open has it in hand. */
export async function sittingsInHand() {
  const names = await heldNames()
  return (sitting: string) => names.has(nameOf(sitting))
}

/**
 * Does this if nobody has the note in hand; nobody gets it while it is done. One after the other: who comes second finds
 * what the first left.
 */
export async function ifLeftAlone(note: string, work: () => Promise<unknown>) {
  await locked(`${nameOf(note)}-sending`, {}, () =>
    locked(nameOf(note), { ifAvailable: true }, async (isFree) => {
      if (isFree) await work()
    })
  )
}

/** A browser that refuses locks, as some do where they keep nothing, is one where no other tab has anything in hand. */
async function locked(
  name: string,
  options: LockOptions,
  work: (isFree: boolean) => Promise<void>
): Promise<void> {
  let wasAsked = false
  try {
    await navigator.locks.request(name, options, (lock) => {
      wasAsked = true
      return work(lock !== null)
    })
  } catch (error) {
    if (wasAsked) throw error
    await work(true)
  }
}

async function heldNames() {
  try {
    const { held = [] } = await navigator.locks.query()
    return new Set(held.map(({ name }) => name))
  } catch {
    return new Set()
  }
}

function nameOf(id: string) {
  return `fortrolig-soap-${id}`
}
