import { base64url, type Bytes, fromBase64url, textOf, utf8 } from './bytes.ts'
import { Tampered } from './faults.ts'
import type { CryptoKey } from './web_crypto.ts'

const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

/** What is signed, before anybody has looked at the signature. */
export type Claims = { [name: string]: unknown }

/**
 * Signs: a compact JWS (RFC 7515) with ES256 (RFC 7518 §3.4), whose header is exactly `{ alg, kid }`.
 *
 * @param kid the id of the key that signs
 */
export async function signJws(key: CryptoKey, kid: string, claims: Claims): Promise<string> {
  const input = `${base64url(utf8(headerOf(kid)))}.${base64url(utf8(JSON.stringify(claims)))}`
  const signature = await crypto.subtle.sign(ES256, key, utf8(input))
  return `${input}.${base64url(new Uint8Array(signature))}`
}

/** A JWS taken apart. `kid` says who claims to have signed it; ask `isSigned` whether it is so. */
export class Jws {
  /** @throws Tampered when it is not one of ours */
  static parse(text: string): Jws {
    try {
      const [header, payload, signature, ...more] = text.split('.')
      if (more.length || signature.length !== 86) throw new Tampered()
      const said = textOf(fromBase64url(header))
      const { kid } = JSON.parse(said)
      if (said !== headerOf(kid)) throw new Tampered()
      const claims = JSON.parse(textOf(fromBase64url(payload)))
      if (typeof claims !== 'object' || !claims) throw new Tampered()
      return new Jws(kid, claims, text, fromBase64url(signature))
    } catch {
      throw new Tampered('not a JWS')
    }
  }

  private constructor(
    readonly kid: string,
    readonly claims: Claims,
    readonly text: string,
    private signature: Bytes
  ) {}

  isSigned(key: CryptoKey): Promise<boolean> {
    const input = utf8(this.text.slice(0, this.text.lastIndexOf('.')))
    return crypto.subtle.verify(ES256, key, this.signature, input)
  }

  /** @throws Tampered when this key did not sign it */
  async mustBeSigned(key: CryptoKey) {
    if (!(await this.isSigned(key))) throw new Tampered('wrong signature')
    return this
  }
}

function headerOf(kid: unknown) {
  return JSON.stringify({ alg: 'ES256', kid })
}
