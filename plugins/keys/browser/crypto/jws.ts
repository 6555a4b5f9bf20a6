import { base64url, type Bytes, concat, fromBase64url, textOf, utf8 } from './bytes.ts'
import { Tampered } from './faults.ts'
import type { CryptoKey } from './web_crypto.ts'

/** As `headerOf` spells it, and no other way. */
const HEADER = /^\{"alg":"ES256","kid":"([\w-]{43})"\}$/
const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

/** What is signed, before anybody has looked at the signature. */
export type Claims = { [name: string]: unknown }

/**
 * Signs: a compact JWS (RFC 7515) with ES256 (RFC 7518 §3.4), whose header is exactly `{ alg, kid }`.
 *
 * @param kid the id of the key that signs
 */
export async function signJws(key: CryptoKey, kid: string, claims: Claims): Promise<string> {
  return textOf(await signedBytes(key, kid, claims))
}

/** The same as bytes, for what is encrypted next: to make a string of it and bytes again would take longer than that. */
export async function signedBytes(key: CryptoKey, kid: string, claims: Claims): Promise<Bytes> {
  const said = [headerOf(kid), JSON.stringify(claims)]
  const input = utf8(said.map((part) => base64url(utf8(part))).join('.'))
  const signature = await crypto.subtle.sign(ES256, key, input)
  return concat(input, utf8(`.${base64url(new Uint8Array(signature))}`))
}

/** A JWS taken apart. `kid` says who claims to have signed it; ask `isSigned` whether it is so. */
export class Jws {
  /**
   * @param bytes the same text in UTF-8, where somebody has it already
   * @throws Tampered when it is not one of ours
   */
  static parse(text: string, bytes = utf8(text)): Jws {
    try {
      const [header, payload, signature, ...more] = text.split('.')
      if (more.length || signature.length !== 86) throw new Tampered()
      const [, kid] = HEADER.exec(textOf(fromBase64url(header)))!
      const claims = JSON.parse(textOf(fromBase64url(payload)))
      if (typeof claims !== 'object' || !claims) throw new Tampered()
      return new Jws(kid, claims, text, bytes, fromBase64url(signature))
    } catch {
      throw new Tampered('not a JWS')
    }
  }

  private constructor(
    readonly kid: string,
    readonly claims: Claims,
    readonly text: string,
    /** The same in UTF-8. */
    readonly bytes: Bytes,
    private signature: Bytes
  ) {}

  isSigned(key: CryptoKey): Promise<boolean> {
    const input = this.bytes.subarray(0, this.text.lastIndexOf('.'))
    return crypto.subtle.verify(ES256, key, this.signature, input)
  }

  /** @throws Tampered when this key did not sign it */
  async mustBeSigned(key: CryptoKey) {
    if (!(await this.isSigned(key))) throw new Tampered('wrong signature')
    return this
  }
}

function headerOf(kid: string) {
  return JSON.stringify({ alg: 'ES256', kid })
}
