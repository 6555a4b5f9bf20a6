/**
 * Whoever writes a note has it in hand, in whichever tab of this browser; what waits in the buffer is not sent behind
 * their back. Web Locks go with the tab that holds them, also when it crashes.
 */
export function takeInHand(note: string): () => void {
  let letGo!: () => void
  const held = new Promise<void>((resolve) => (letGo = resolve))
  void navigator.locks.request(nameOf(note), () => held)
  return letGo
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

function nameOf(note: string) {
  return `fortrolig-soap-${note}`
}
