import type { Unsent } from './buffer.ts'
import { type Arrived, noteArrived } from './last_known.ts'
import { newestOf } from './newest.ts'
import { NotSent } from './server.ts'
import { post } from './unsent.ts'

export type { Arrived }

/** Brings the versions of one note to the server, and knows again what arrived although its answer was lost. */
export class Delivery {
  private unanswered = new Set<string>()

  constructor(private note: string) {}

  /**
   * @returns what the server has now: this, or something earlier of ours that it had already
   * @throws NotSent
   */
  async bring(unsent: Unsent): Promise<Arrived> {
    this.unanswered.add(unsent.envelope)
    const arrived = await post(unsent).then(
      () => unsent,
      (error) => this.ownOr(error)
    )
    this.unanswered.clear()
    return arrived
  }

  /** Says that we are late; but perhaps it is ourselves who were there before. */
  private async ownOr(error: unknown): Promise<Arrived> {
    if (!(error instanceof NotSent) || error.problem !== 'stale') throw error
    const { version, envelope } = await newestOf(this.note)
    if (!envelope || !this.unanswered.has(envelope)) throw error
    noteArrived(this.note, { version, envelope })
    return { version, envelope }
  }
}
