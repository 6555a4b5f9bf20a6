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
  cards: { key: string; card: string; retiredAt: string | null; hasLeft: boolean }[]
  /** The pins that this member made, each a compact JWS. */
  pins: string[]
}

/** One circle that the asking member has a wrap of. */
export type CircleRow = {
  id: string
  /** The id of a client, or `clinic`; signed in its lists. */
  subject: string
  /** Where the server files it: another client than `subject` after two were merged. */
  client: string
  /** All its lists from the first to the last, each a compact JWS. */
  lists: string[]
  wraps: WrapRow[]
  /** Somebody may know record keys of it that something still lies under: that is to be encrypted anew. */
  isExposed: boolean
}

export type WrapRow = { version: number; key: string; wrap: string }

/**
 * `GET /keys/circles?client=…`: the circles that the member reads, of one client or of all. With `recovery=…`, the id of the
 * clinic's recovery key: with the wraps of that key.
 */
export type CirclesAnswer = { circles: CircleRow[] }

/**
 * `POST /keys/circles` makes one, `PUT /keys/circles` goes on with up to 100 at once, all or none. Both answer with what is
 * there now.
 */
export type ListPosted = { list: string; wraps: WrapRow[] }
/** `like`: the id of another circle about the same, beside which it is filed; after a merge nothing else tells where. */
export type FirstPosted = ListPosted & { like?: string }
export type ListsPosted = { steps: (ListPosted & { circle: string })[] }

/**
 * `PUT /keys/envelopes` takes what was sealed anew, nothing at first, all or none. It answers with what of some circles is to
 * be encrypted anew, as much as one answer holds; `left` are those of which it may not be all. Both are parcels (parcel.ts):
 * 10,000 notes are on their way twice, and as bytes they are a quarter less, and nobody looks for quotes in them.
 */
export type EnvelopesAnswer = { envelopes: PackedRow[]; left: string[] }
/** An envelope in a parcel; `length`: so many of the bytes behind the JSON are its own, in this order. */
export type PackedRow = {
  /** Which plugin's, and what; means nothing here. */
  kind: string
  id: string
  circle: string
  /** As it is authenticated, in base64url. */
  header: string
  length: number
  about: { type: string; client: string; record: string; version: number }
}
export type SealedRow = Omit<PackedRow, 'about' | 'circle'> & { version: number }
/** `most`: so many envelopes at the most. */
export type EnvelopesAsked = { circles: string[]; most: number }
export type EnvelopesPosted = { envelopes: SealedRow[]; next: EnvelopesAsked }

/** `GET /keys/envelopes?ids[]=…`: where up to 50 of them are found, and how they are called there. */
export type PlacesAnswer = { places: KeptPlace[] }
export type KeptPlace = { place: string; words: string }

/**
 * `GET /keys/files`: the files that are to be encrypted anew, as far as the member reads them. `GET /keys/files/:id` is one of
 * them, envelope first; `PUT` puts another in its place, `DELETE` with `?version=…` gives up that version of it. `place`: the
 * page where its readers find it.
 */
export type FilesAnswer = { files: ExposedFile[] }
export type ExposedFile = {
  id: string
  circle: string
  about: PackedRow['about']
  size: number
  place: string
  mayGiveUp: boolean
}

/** How a post is refused: with 409 when somebody was faster, and a key of words. */
export type RefusalAnswer = { error: string }
