import { Tampered } from './faults.ts'
import { Jws, signJws } from './jws.ts'
import type { Keys, PublicKey } from './key_pair.ts'

/** That the owner of `keys` compared this key's fingerprint with its owner: a JWS, which the server keeps. */
export function makePin(keys: Keys, { id, clinic, member }: PublicKey): Promise<string> {
  return signJws(keys.sign, keys.id, { typ: 'pin', clinic, key: id, member })
}

/**
 * The key that a pin is about, believed for the signature of the key that is open here.
 *
 * @throws Tampered when another key signed it, or for another clinic
 */
export async function readPin(
  pin: string,
  { id, verify, clinic }: PublicKey
): Promise<{ key: string; member: string }> {
  const jws = await Jws.parse(pin).mustBeSigned(verify)
  const { typ, clinic: where, key, member } = jws.claims
  const isPin = typ === 'pin' && where === clinic && jws.kid === id
  if (!isPin || typeof key !== 'string' || typeof member !== 'string')
    throw new Tampered('not a pin of this member')
  return { key, member }
}
