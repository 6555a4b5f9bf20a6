/** After so long the page gets its turn, well before anybody notices. */
const TURN_MS = 15

/** What newer browsers have: goes on before whatever else waits, but a click or a frame. */
type Scheduler = { scheduler?: { yield?(): Promise<void> } }

/** Turns of a long piece of work and the page, which is to draw and listen in between. */
export class Turns {
  private since = performance.now()
  private pause: Promise<void> | null = null

  /** Asked before each small step: resolves at once, or when the page has had its turn. */
  async next(): Promise<void> {
    if (performance.now() - this.since > TURN_MS)
      this.pause ??= breath().then(() => {
        this.since = performance.now()
        this.pause = null
      })
    if (this.pause) await this.pause
  }
}

/** Whatever waits, a click or a frame, comes first. */
function breath(): Promise<void> {
  const { scheduler } = globalThis as Scheduler
  if (scheduler?.yield) return scheduler.yield()
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
