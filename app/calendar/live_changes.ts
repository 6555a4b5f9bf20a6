import { PassThrough } from 'node:stream'

/** From the first date up to but not with the last; without them, anything may have changed. */
export type Change = { from: string; until: string } | Record<string, never>

type Onlooker = {
  clinicId: string
  memberId: string
  /** Whether the session has ended meanwhile. */
  isOver: () => boolean
  events: PassThrough
}

/** Pages that a member looks at, in windows side by side. A page that nobody looks at does not listen. */
const MOST_PER_MEMBER = 8
/** So often a silent stream says that it is there, and ends if its session has. */
const SIGN_OF_LIFE_MS = 15_000

/**
 * Tells pages that are open, calendars for one, that something has changed, as server-sent events (HTML Standard, 9.2).
 * They carry dates and nothing else: what has changed, each page asks for itself, as whoever looks at it.
 */
export class LiveChanges {
  private static all = new Set<LiveChanges>()

  /** Ends all streams: the server stops. */
  static close() {
    for (const changes of this.all) for (const { events } of changes.onlookers) events.end()
  }

  private onlookers = new Set<Onlooker>()
  private timer: NodeJS.Timeout | undefined

  constructor() {
    LiveChanges.all.add(this)
  }

  get size() {
    return this.onlookers.size
  }

  /** @returns the stream for the answer; null for a member who has too many already */
  listen(onlooker: Omit<Onlooker, 'events'>): PassThrough | null {
    const own = [...this.onlookers].filter(({ memberId }) => memberId === onlooker.memberId)
    if (own.length >= MOST_PER_MEMBER) return null
    const listening = { ...onlooker, events: new PassThrough() }
    this.onlookers.add(listening)
    listening.events.once('close', () => this.forget(listening))
    listening.events.write('retry: 3000\n\n')
    this.timer ??= setInterval(() => this.beat(), SIGN_OF_LIFE_MS).unref()
    return listening.events
  }

  hasOnlookers(clinicId: string) {
    return [...this.onlookers].some((each) => each.clinicId === clinicId)
  }

  tell(clinicId: string, change: Change) {
    for (const onlooker of this.onlookers)
      if (onlooker.clinicId === clinicId)
        this.write(onlooker, `data: ${JSON.stringify(change)}\n\n`)
  }

  /** Ends all streams whose sessions are over; the others say that they are there. */
  beat() {
    for (const onlooker of this.onlookers) this.write(onlooker, ': here\n\n')
  }

  private write({ events, isOver }: Onlooker, text: string) {
    if (isOver()) events.end()
    else events.write(text)
  }

  private forget(onlooker: Onlooker) {
    this.onlookers.delete(onlooker)
    if (this.onlookers.size) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}

export const liveChanges = new LiveChanges()
