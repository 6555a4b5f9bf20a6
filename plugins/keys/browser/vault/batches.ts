/** So many are under way at once: enough where WebCrypto has threads of its own, and few where it is the page's. */
const AT_ONCE = 16
/** After so long the page gets its turn, well before anybody notices. */
const TURN_MS = 15

/**
 * Does the same with each of many, several at once, and lets the page draw and listen in between. Stops at the first
 * error, and without one when it is aborted.
 */
export async function inPortions<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  let turn = performance.now()
  let pause: Promise<void> | null = null

  const runner = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      if (signal?.aborted) return
      if (performance.now() - turn > TURN_MS)
        pause ??= breath().then(() => {
          turn = performance.now()
          pause = null
        })
      if (pause) await pause
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runner))
}

/** Whatever waits, a click or a frame, comes first. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', () => {
      channel.port1.close()
      resolve()
    })
    channel.port1.start()
    channel.port2.postMessage(null)
  })
}
