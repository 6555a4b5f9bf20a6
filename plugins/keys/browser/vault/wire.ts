/**
 * What the vault and the server say to each other, as JSON. Nothing in it is secret, and the vault believes nothing
 * of it for being said: cards, pins and lists are signed, wraps and envelopes open or do not.
 */

/** The keys of a clinic: `GET /keys/cards`. */
export type CardsAnswer = {
  /** The id of the clinic. */
  clinic: string
  /** The id of the member who asks. */
  member: string
  /** All keys that were ever registered, current ones and retired ones. */
  cards: { key: string; card: string; retiredAt: string | null }[]
  /** The pins that this member made, each a compact JWS. */
  pins: string[]
}

/** One circle that the asking member has a wrap of. */
export type CircleRow = {
  id: string
  /** The id of a client, or `clinic`. */
  subject: string
  /** All its lists from the first to the last, each a compact JWS. */
  lists: string[]
  wraps: WrapRow[]
}

export type WrapRow = { version: number; key: string; wrap: string }

/** `GET /keys/circles?subject=…`; without a subject all circles of the member; `&key=…` those of a key (recovery). */
export type CirclesAnswer = { circles: CircleRow[] }

/** `POST /keys/circles` makes one; `POST /keys/circles/:id/lists` goes on with it. */
export type ListPosted = { list: string; wraps: WrapRow[] }

/** How a post is refused: `stale` (409) when somebody was faster, else a key of words. */
export type RefusalAnswer = { error: string }
