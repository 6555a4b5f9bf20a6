import { changeReaders, foundCircle, renewCircle, type Step } from '../crypto/circles.ts'
import { Tampered, Unreachable } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import type { SeenLists } from '../device/seen_lists.ts'
import { inPortions } from './batches.ts'
import { Circle, type Known } from './circle.ts'
import { open } from './opening.ts'
import type { Ring } from './ring.ts'
import { server } from './server.ts'
import type { Opened, ToOpen } from './records.ts'
import type { Told } from './told.ts'
import type { CircleRow } from './wire.ts'

/** A circle that is not right, and why; the others are not to blame. */
export type Broken = { id: string; client: string; fault: Error }

/** The circles that the open key reads: each is fetched, verified and unwrapped once. */
export class Shelf {
  private circles = new Map<string, Circle>()
  private broken = new Map<string, Broken>()
  private asked = new Map<string, Promise<void>>()

  /**
   * @param keys the keys that are open, the current one first
   * @param recovery the id of the recovery key, if that is the one
   */
  constructor(
    readonly keys: Keys[],
    readonly ring: Ring,
    private recovery?: string,
    /** What this browser saw of their circles before; null where none of it is kept. */
    private seen: SeenLists | null = null,
    /** What there is without a connection; whoever hands over wants one. */
    private told: Told | null = null
  ) {}

  /** Fetches the circles of a client, or of all at once. */
  load(client?: string): Promise<void> {
    const known = this.asked.get('') ?? this.asked.get(client ?? '')
    if (known) return known
    const loading = this.fetch(client)
    this.asked.set(client ?? '', loading)
    // What failed is asked for again.
    loading.catch(() => this.asked.delete(client ?? ''))
    return loading
  }

  of(client: string): Circle[] {
    return [...this.circles.values()].filter((circle) => circle.client === client)
  }

  get allBroken(): Broken[] {
    return [...this.broken.values()]
  }

  /** @throws what is wrong with it */
  find(id: string): Circle | undefined {
    const broken = this.broken.get(id)
    if (broken) throw broken.fault
    return this.circles.get(id)
  }

  get all(): Circle[] {
    return [...this.circles.values()]
  }

  /** @throws Tampered | NotAReader | UnknownSigner */
  open<Body>(item: ToOpen): Promise<Opened<Body>> {
    return open<Body>(item, this)
  }

  /** @param like another circle about the same, beside which it is filed */
  async found(subject: string, readers: string[], like?: string): Promise<Circle> {
    const { ring, keys } = this
    const known = readers.map((id) => ring.pinnedKey(id))
    const step = await foundCircle(keys[0], { clinic: ring.clinic, subject }, known)
    const circle = await this.put(await server.found({ ...step, like }))
    await this.seen?.keep()
    return circle
  }

  /** The step by which these become readers of everything in a circle. */
  async adding(circle: Circle, readers: string[]): Promise<Step> {
    const added = readers.map((id) => this.ring.pinnedKey(id))
    return changeReaders(circle.keys, circle.last, { added, raws: await circle.rawKeys() })
  }

  /** The step without a key whose owner reads it with another one. */
  dropping({ keys, last }: Circle, reader: string): Promise<Step> {
    return changeReaders(keys, last, { added: [], removed: [reader], raws: new Map() })
  }

  /** The step to a new record key. */
  renewing({ keys, last }: Circle, readers: string[]): Promise<Step> {
    const known = readers.map((id) => this.ring.pinnedKey(id))
    return renewCircle(keys, last, known)
  }

  /**
   * Goes on with several circles, as many as the server takes at once: all or none.
   *
   * @returns them as they are then, verified and opened again
   */
  async goOn(circles: Circle[], stepOf: (circle: Circle) => Promise<Step>): Promise<Circle[]> {
    if (!circles.length) return []
    const steps: (Step & { circle: string })[] = []
    await inPortions(circles, async (circle) => {
      steps.push({ circle: circle.id, ...(await stepOf(circle)) })
    })
    try {
      const rows = await server.goOn({ steps })
      const written = new Map(steps.map(({ circle, list }) => [circle, list]))
      await inPortions(rows, async (row) => {
        await this.put(row, { written: written.get(row.id) })
      })
      await this.seen?.keep()
      return rows.map(({ id }) => this.circles.get(id)!)
    } catch (error) {
      // Somebody was faster, perhaps: the next attempt begins with what is there now.
      this.asked.clear()
      throw error
    }
  }

  /** All circles as the server tells of them, for whoever opens them in portions: nothing is verified yet. */
  rows(): Promise<CircleRow[]> {
    return server.circles({ recovery: this.recovery })
  }

  /**
   * Verifies and opens some, to be handed on soon.
   *
   * @returns them, without those that are not right
   */
  async openCircles(rows: CircleRow[]): Promise<Circle[]> {
    await this.take(rows, true)
    return rows.flatMap(({ id }) => this.circles.get(id) ?? [])
  }

  private async fetch(client?: string) {
    const { recovery } = this
    const rows = await server.circles({ client, recovery }).catch((fault) => {
      const told = fault instanceof Unreachable && this.told?.circlesOf(client)
      // What another tab has seen newer ones of, nobody can tell without the server.
      if (!told || told.some((row) => this.seen?.isBehind(row))) throw fault
      return told
    })
    await this.take(rows)
    // What is not right now is not taken for what it was, either.
    this.told?.keepsAllOf(
      rows.filter(({ id }) => this.circles.has(id)),
      client
    )
  }

  private async take(rows: CircleRow[], handsOn = false) {
    await inPortions(rows, async (row) => {
      await this.put(row, { handsOn }).catch((fault: Error) => {
        this.circles.delete(row.id)
        this.broken.set(row.id, { id: row.id, client: row.client, fault })
      })
    })
    // Before anybody reads: whoever saw a note knows of its readers in the next tab too.
    await this.seen?.keep()
  }

  private async put(row: CircleRow, how: Omit<Known, 'before'> = {}): Promise<Circle> {
    const known = this.circles.get(row.id)
    const isKnown = known?.lists.length === row.lists.length && known.client === row.client
    if (known && isKnown && known.last.text === row.lists.at(-1)) return known
    // A server that shows fewer lists than before hides that a reader was taken out.
    const isBehind = known && !known.lists.every(({ text }, at) => text === row.lists[at])
    if (isBehind || this.seen?.isBehind(row)) throw new Tampered('its lists went back')
    const circle = await Circle.open(row, this.keys, this.ring, { ...how, before: known })
    this.broken.delete(row.id)
    this.circles.set(row.id, circle)
    this.told?.keep(row)
    this.seen?.note(row)
    return circle
  }
}
