/**
 * - `typed` not even sealed yet: for some milliseconds
 * - `kept` sealed in this browser
 * - `saved` on the server
 * - `offline`, `signed_out`, `refused`, `final` kept, and why it is not on the server
 * - `only_here` in memory alone: there is no connection, and this browser keeps nothing
 * - `stale` another tab or computer was faster
 */
export type DraftState =
  | 'typed'
  | 'kept'
  | 'saved'
  | 'offline'
  | 'signed_out'
  | 'refused'
  | 'final'
  | 'only_here'
  | 'stale'
