import { randomBytes } from 'node:crypto'
import { Settings as Clock } from 'luxon'
import { encryptTo } from '../browser/crypto/jwe.ts'
import { Jws } from '../browser/crypto/jws.ts'
import { readCard } from '../browser/crypto/key_pair.ts'
import type { CryptoKey } from '../browser/crypto/web_crypto.ts'
import type Key from './key.js'
import { orNull } from './or_null.js'

/** What the server remembers, in the session, of a challenge that it gave out. */
export type Kept = { key: string; number: string; secret: string; since: number }

const HOLDS_MS = 10 * 60_000

/**
 * Bytes that only whoever has a key can open, and a number that is used once. A signature over both shows that both
 * private keys are at hand.
 */
export class Challenge {
  static async make({ id, card }: Key, clinic: string) {
    const secret = randomBytes(32)
    const number = randomBytes(16).toString('base64url')
    const { receive } = await readCard(card, clinic)
    const canary = await encryptTo(receive, Uint8Array.from(secret), {
      ...{ kid: id, typ: 'canary', clinic },
    })
    const kept = { key: id, number, secret: secret.toString('base64url'), since: Clock.now() }
    return { canary, number, kept }
  }

  constructor(private kept: Kept) {}

  async isAnsweredBy({ id, card }: Key, proof: string, clinic: string): Promise<boolean> {
    const { key, number, secret, since } = this.kept
    if (key !== id || Clock.now() - since > HOLDS_MS) return false
    const { verify } = await readCard(card, clinic)
    const jws = await orNull(signedBy(verify, proof))
    if (jws?.kid !== id) return false
    const asked: Record<string, string> = { typ: 'proof', clinic, key, number, secret }
    return Object.entries(asked).every(([name, value]) => jws.claims[name] === value)
  }
}

async function signedBy(key: CryptoKey, proof: string) {
  return Jws.parse(proof).mustBeSigned(key)
}
