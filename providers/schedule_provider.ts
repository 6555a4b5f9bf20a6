import type { ApplicationService } from '@adonisjs/core/types'
import type { Ticker } from '#schedule/ticker'

/** How long a stopping server waits for a mail that is being sent or a task that runs. */
const PATIENCE_MS = 20_000

/**
 * The recurring work belongs to the server process alone: commands and tests only leave rows behind.
 * Registered last, so that it ends before the databases are closed.
 */
export default class ScheduleProvider {
  private ticker: Ticker | undefined

  constructor(protected app: ApplicationService) {}

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    const { Ticker } = await import('#schedule/ticker')
    const { Postman } = await import('#mails/postman')
    const { onWake } = await import('#mails/wake')
    const postman = new Postman()
    onWake((clinic) => postman.wake(clinic))
    this.ticker = new Ticker(postman)
    this.ticker.start()
  }

  async shutdown() {
    if (!this.ticker) return
    let timer: NodeJS.Timeout | undefined
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)))
    await Promise.race([this.ticker.stop(), enough])
    clearTimeout(timer)
  }
}
