import type Client from '#models/client'

/**
 * One kind of personal data that a plugin (or the core) keeps. The texts are translation keys, because
 * clinics show them in their processing record (GDPR article 30) and on the Plugins page.
 */
export type DataMapEntry = {
  /** The table, so that the contract tests can see that none is missing. */
  table: string
  /** What is kept. */
  what: string
  /** Why. */
  purpose: string
  /** How long. */
  kept: string
}

/** What a plugin owes a client: to say what it keeps, to hand it over, and to let it go. */
export type DataContract = {
  map: DataMapEntry[]
  /** Everything it keeps about this client, as plain JSON; `null` when there is nothing. */
  export: (client: Client) => Promise<Record<string, unknown> | null>
  /** Removes everything it keeps about this client. Runs in the transaction that deletes the client. */
  erase: (client: Client) => Promise<void>
  /** Moves everything from one client to another, in the transaction that merges them. */
  merge: (from: Client, into: Client) => Promise<void>
}
