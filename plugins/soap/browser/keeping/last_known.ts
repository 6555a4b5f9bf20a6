import { type Content, NotSent, reach } from './server.ts'
import type { Unsent } from './buffer.ts'

/** A version that the server has. */
export type Arrived = Pick<Unsent, 'version' | 'envelope'>

/** The newest version of each note that this tab brought to the server, or gave to other readers there: in envelopes. */
const arrived = new Map<string, Arrived>()

/** Something earlier may be sent again when something newer has arrived: its answer was lost. */
export function noteArrived(note: string, { version, envelope }: Arrived) {
  const last = arrived.get(note)
  if (!last || version > last.version) arrived.set(note, { version, envelope })
}

export function lastArrived(note: string): Arrived | null {
  return arrived.get(note) ?? null
}

/** One note as the server told of it last, and took it since: without a connection it is opened from here. */
export class LastKnown {
  private content: Content | null = null

  constructor(private note: string) {}

  /** @throws NotSent */
  async ask(): Promise<Content> {
    try {
      this.content = await reach<Content>('GET', `/notes/${this.note}/content`)
      this.catchUp(this.content)
      return this.content
    } catch (error) {
      if (!this.content || !isOffline(error)) throw error
      return { ...this.content, note: { ...this.content.note, ...this.newer(this.content) } }
    }
  }

  /** Another tab may have given what this one brought to other readers. */
  private catchUp({ note: { version, envelope } }: Content) {
    const last = lastArrived(this.note)
    if (last && envelope && last.version <= version) noteArrived(this.note, { version, envelope })
  }

  /** Of the same version too: that may be for other readers by now. */
  private newer({ note: { version } }: Content) {
    const last = lastArrived(this.note)
    return last && last.version >= version ? last : {}
  }
}

export function isOffline(error: unknown) {
  return error instanceof NotSent && error.problem === 'offline'
}
