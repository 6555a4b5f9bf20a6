import type { Bytes } from './bytes.ts'

/** The public half of a key: two points of P-256, uncompressed (65 bytes each). */
export type Points = { receive: Bytes; sign: Bytes }

/** A member's key, opened: private keys that nobody can take out of the browser, and the points that others know. */
export type Keys = {
  id: string
  points: Points
  /** ECDH, P-256. */
  receive: CryptoKey
  /** ECDSA, P-256. */
  sign: CryptoKey
}

/** In the place of a member's id: the clinic's recovery key. */
export const RECOVERY = 'recovery'

/** A key as its verified card tells of it; its public keys are ready for WebCrypto. */
export type PublicKey = {
  id: string
  clinic: string
  /** The id of a member, or `recovery`. */
  member: string
  points: Points
  receive: CryptoKey
  verify: CryptoKey
  made: Date
}
