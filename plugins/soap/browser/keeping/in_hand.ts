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
    const released = navigator.locks.request(nameOf(id), { mode: 'shared' }, () => {
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
  const { held } = await navigator.locks.query()
  const names = new Set(held?.map(({ name }) => name))
  return (sitting: string) => names.has(nameOf(sitting))
}

/**
 * Does this if nobody has the note in hand; nobody gets it while it is done. One after the other: who comes second finds
 * what the first left.
 */
export async function ifLeftAlone(note: string, work: () => Promise<unknown>) {
  await navigator.locks.request(`${nameOf(note)}-sending`, () =>
    navigator.locks.request(nameOf(note), { ifAvailable: true }, (lock) => (lock ? work() : null))
  )
}

function nameOf(id: string) {
  return `fortrolig-soap-${id}`
}
