import { base64url } from './bytes.ts'
import { signJws } from './jws.ts'
import { decryptWith } from './jwe.ts'
import type { Keys } from './key_pair.ts'

/** What the server asks for as a proof: 32 random bytes encrypted to the key, and a number that it uses once. */
export type Challenge = { canary: string; number: string }

/**
 * Opens the canary, and signs what was inside together with the number: the proof that both private keys are at hand.
 *
 * @throws Tampered | NotAReader when the canary is not for this key
 */
export async function prove(keys: Keys, clinic: string, { canary, number }: Challenge) {
  const secret = await decryptWith(keys.receive, canary, { kid: keys.id, typ: 'canary' })
  return signJws(keys.sign, keys.id, {
    ...{ typ: 'proof', clinic, key: keys.id, number },
    secret: base64url(secret),
  })
}
