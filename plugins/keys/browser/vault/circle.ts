/** The readers of some records of one client, or of the clinic's own: verified, and the record keys at hand. */
export type Circle = {
  id: string
  /** The id of a client, or `clinic`. */
  subject: string
  /** The version of the record key that new records are encrypted under. */
  version: number
  /** Ids of keys, the recovery key among them. */
  readers: string[]
  /** Why nothing new may be encrypted for it: the key that signed its list was not compared. Null: believed. */
  unpinnedSigner: string | null
}
