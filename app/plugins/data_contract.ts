import type Client from '#models/client'
import type { Word } from './word.js'

/** `waiting-list` → `waiting_list`: how a plugin's tables begin. */
export type TablePrefix<Id extends string> = Id extends `${infer Head}-${infer Tail}`
  ? `${Head}_${TablePrefix<Tail>}`
  : Id

/**
 * One kind of data that a plugin keeps. The texts are translation keys, because clinics show them in
 * their processing record (GDPR article 30) and on the Plugins page.
 */
export type DataMapEntry<Id extends string = string> = {
  table: `${TablePrefix<Id>}_${string}`
  /** What is kept. */
  what: Word<Id>
} & (
  | {
      personal?: true
      /** Why. */
      purpose: Word<Id>
      /** How long. */
      kept: Word<Id>
    }
  /** Nothing in this table tells of a person. */
  | { personal: false }
)

/** What a plugin owes a client: to say what it keeps, to hand it over, and to let it go. */
export type DataContract<Id extends string = string> = {
  /** Every table of the plugin. */
  map: readonly DataMapEntry<Id>[]
  /** Everything it keeps about this client, as plain JSON; `null` when there is nothing. */
  export: (client: Client) => Promise<Record<string, unknown> | null>
  /** Removes everything it keeps about this client. Runs in the transaction that deletes the client. */
  erase: (client: Client) => Promise<void>
  /** Moves everything from one client to another, in the transaction that merges them. */
  merge: (from: Client, into: Client) => Promise<void>
}
