import type { About, Unsealed } from './about.ts'
import type { Circle } from './circle.ts'
import type { CardsAnswer, CircleRow } from './wire.ts'

export type { About, Unsealed }
export type ToSeal = Unsealed & { circle: Circle }

/** `isPinned`: this member compared the author's key; else a reader whom this member believes vouches for it. */
export type Author = { key: string; member: string; isPinned: boolean }
export type Opened<Body = unknown> = {
  author: Author
  at: Date
  version: number
  circle: Circle
  body: Body
  /** What the author signed, as a compact JWS: what an export or an addendum refers to. */
  signed: string
  /** The client that it was written about, if the server says that she was merged into the one that was asked for. */
  movedFrom: string | null
}

/** What a server has for one key. */
export type Kept = { clinic: string; key: string; cards: CardsAnswer; circles: CircleRow[] }

export type ToOpen = { envelope: string; about: About }
export type OpenedOne<Item extends ToOpen = ToOpen> =
  { item: Item; opened: Opened } | { item: Item; fault: Error }
