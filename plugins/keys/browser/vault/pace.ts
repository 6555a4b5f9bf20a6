/** So long a portion is to take: whoever stops waits for those that are under way. */
const AIM_MS = 700
/** While the server looks at some portions, and keeps them in one commit, the browser makes the next. */
const SIDE_BY_SIDE = 5

/**
 * How many go at once: as many as are done in a moment, so that a slow computer has smaller portions. Not fewer than `least`:
 * each has its price too, for the server waits for its disk after each.
 */
export class Pace {
  private size: number

  constructor(
    private least: number,
    private most: number
  ) {
    this.size = least
  }

  get next() {
    return this.size
  }

  /** Learns from a portion of so many. */
  async timed<Value>(count: number, work: () => Promise<Value>): Promise<Value> {
    const since = performance.now()
    const value = await work()
    const fitting = (count * AIM_MS) / Math.max(performance.now() - since, 1)
    // A portion that was not full was quick for that reason.
    if (fitting < this.size || count >= this.size) this.size = this.nearer(fitting)
    return value
  }

  private nearer(fitting: number) {
    const step = Math.min(Math.max(fitting, this.size / 2), this.size * 4)
    return Math.round(Math.max(Math.min(step, this.most), this.least))
  }
}

/** One of some who go side by side: does the next portion, and tells whether there is another. */
export type Runner = () => Promise<boolean>

/**
 * Goes on side by side until nothing is left, somebody stops it, or one of them fails. Nobody is under way any more
 * when it ends.
 *
 * @throws what the first one threw
 */
export async function sideBySide(runner: () => Runner, signal: AbortSignal, count = SIDE_BY_SIDE) {
  let hasFailed = false
  const goOn = async (next: Runner) => {
    try {
      while (!hasFailed && !signal.aborted && (await next()));
    } catch (fault) {
      hasFailed = true
      throw fault
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: count }, () => goOn(runner())))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** What only reads goes on unheard when it is stopped; then nothing comes of it. */
export function orStopped<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  const stopped = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  return Promise.race([work, stopped])
}
