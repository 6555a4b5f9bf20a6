import { combine, split } from 'shamir-secret-sharing'
import { type Bytes, isSame, random, utf8 } from './bytes.ts'
import { RecoveryFault } from './faults.ts'
import { type Keys, keysOf } from './key_pair.ts'
import { seedOf, seedWords, shareOf, shareWords } from './words.ts'

/** The order of P-256 (SEC 2, §2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** A clinic's recovery key, and what it is printed as: 24 words, or 3 shares of 26 words of which any 2 will do. */
export type Recovery = { keys: Keys; words: string[]; shares: string[][] }

/** A new recovery key. Its words are shown and printed, and nowhere kept. */
export async function makeRecovery(seed: Uint8Array = random(32)): Promise<Recovery> {
  const shares = await split(seed, 3, 2)
  return {
    keys: await recoveryKeys(seed),
    words: seedWords(seed),
    shares: await Promise.all(shares.map(shareWords)),
  }
}

/**
 * The recovery key of 24 words.
 *
 * @param expected the id of the clinic's recovery key
 * @throws RecoveryFault `another_key` when the words are right, and those of another key
 */
export async function recoveryFromWords(typed: string, expected: string): Promise<Keys> {
  const keys = await recoveryKeys(seedOf(typed))
  if (keys.id !== expected) throw new RecoveryFault('another_key')
  return keys
}

/**
 * The recovery key of two shares, in any order.
 *
 * @throws RecoveryFault `shares_differ` when both are right in themselves, and not of the same key, or not of this one
 */
export async function recoveryFromShares(typed: [string, string], expected: string): Promise<Keys> {
  const [one, other] = await Promise.all(typed.map(shareOf))
  // The last byte is the place of the share, and there is one share at each.
  if (one[32] === other[32])
    throw new RecoveryFault(isSame(one, other) ? 'same_share' : 'shares_differ')
  const keys = await recoveryKeys(await combine([one, other]))
  if (keys.id !== expected) throw new RecoveryFault('shares_differ')
  return keys
}

/** Both private scalars follow from 32 bytes, each for itself. */
export async function recoveryKeys(seed: Uint8Array): Promise<Keys> {
  const [receive, sign] = await Promise.all([
    scalar(seed, 'fortrolig-recovery-1 receive'),
    scalar(seed, 'fortrolig-recovery-1 sign'),
  ])
  return keysOf({ receive, sign })
}

/**
 * HKDF-SHA-256 (RFC 5869, no salt) to 48 bytes, read as a number, modulo n − 1, plus 1: FIPS 186-5 A.2.1, so that no
 * scalar is likelier than another.
 */
async function scalar(seed: Uint8Array, info: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(seed), 'HKDF', false, [
    'deriveBits',
  ])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(hkdf, key, 384))
  const number = bits.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  const digits = ((number % (ORDER - 1n)) + 1n).toString(16).padStart(64, '0')
  return Uint8Array.from(digits.match(/../g)!, (byte) => Number.parseInt(byte, 16))
}
