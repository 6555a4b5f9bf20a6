import { Turns } from './turns.ts'

/** So many are under way at once: enough where WebCrypto has threads of its own, and few where it is the page's. */
const AT_ONCE = 16

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
  const turns = new Turns()
  const runner = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      await turns.next()
      if (signal?.aborted) return
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, runner))
}
