/**
 * Whoever writes a note has it in hand, and each of their sittings, in whichever tab of this browser; what waits in the
 * buffer is not sent behind their back. Web Locks go with the tab that holds them, also when it crashes.
 *
 * @param id a note's or a sitting's
 */
export function takeInHand(id: string): () => void {
  let letGo!: () => void
  const held = new Promise<void>((resolve) => (letGo = resolve))
  void navigator.locks.request(nameOf(id), () => held)
  return letGo
}

/** Tells of a sitting whether a tab that is open has it in hand. */
export async function sittingsInHand() {
  const { held } = await navigator.locks.query()
  const names = new Set(held?.map(({ name }) => name))
  return (sitting: string) => names.has(nameOf(sitting))
}

/** Does this if nobody has the note in hand. */
export async function ifLeftAlone(note: string, work: () => Promise<unknown>) {
  await navigator.locks.request(nameOf(note), { ifAvailable: true }, (lock) =>
    lock ? work() : null
  )
}

/** Does this as soon as nobody has the note in hand. */
export async function onceLeftAlone(note: string, work: () => Promise<unknown>) {
  await navigator.locks.request(nameOf(note), work)
}

function nameOf(id: string) {
  return `fortrolig-soap-${id}`
}
