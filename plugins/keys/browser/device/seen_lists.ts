import type { CircleRow } from '../vault/wire.ts'
import { read, write } from './store.ts'

/** How far the lists of a circle had come: how many there were, and the signature of the last. */
type Seen = { count: number; signature: string }
type SeenByCircle = { [circle: string]: Seen }

/**
 * What this browser has seen of a member's circles. A server that shows fewer lists than before hides that somebody was
 * taken out; with this the next tab notices too. Signing out empties it, and nothing in it is secret.
 */
export class SeenLists {
  static async of(holder: string): Promise<SeenLists> {
    return new SeenLists(holder, (await read<SeenByCircle>('seen', holder)) ?? {})
  }

  private isKept = true

  private constructor(
    private holder: string,
    private seen: SeenByCircle
  ) {}

  /** Whether these lists do not go on from what was seen. */
  isBehind({ id, lists }: CircleRow): boolean {
    const seen = this.seen[id]
    return Boolean(seen) && signatureOf(lists[seen.count - 1]) !== seen.signature
  }

  note({ id, lists }: Pick<CircleRow, 'id' | 'lists'>) {
    if (lists.length === this.seen[id]?.count) return
    this.seen[id] = { count: lists.length, signature: signatureOf(lists.at(-1))! }
    this.isKept = false
  }

  /** Keeps what is new for the next tab, beside what other tabs have seen meanwhile. */
  async keep() {
    if (this.isKept) return
    this.isKept = true
    const others = (await read<SeenByCircle>('seen', this.holder)) ?? {}
    for (const [id, seen] of Object.entries(others))
      if (seen.count > (this.seen[id]?.count ?? 0)) this.seen[id] = seen
    await write('seen', this.holder, this.seen)
  }
}

function signatureOf(list: string | undefined) {
  return list?.slice(list.lastIndexOf('.') + 1)
}
