import { CompactEncrypt, compactDecrypt } from 'jose'
import { type Bytes, textOf, fromBase64url } from './bytes.ts'
import { NotAReader, Tampered } from './faults.ts'
import type { CryptoKey } from './web_crypto.ts'

const ALGORITHMS = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' }

/** What a wrap is for: stands in its protected header beside the algorithms. */
export type Label = { kid: string } & Record<string, string | number>

/**
 * A secret encrypted to the owner of a public key: a compact JWE (RFC 7516), ECDH-ES+A256KW (RFC 7518 §4.6) and A256GCM.
 *
 * @param label what the header names, `kid` the id of the key
 */
export function encryptTo(key: CryptoKey, secret: Bytes, label: Label): Promise<string> {
  return new CompactEncrypt(secret).setProtectedHeader({ ...ALGORITHMS, ...label }).encrypt(key)
}

/**
 * @param label what the header must name
 * @throws Tampered when it names another thing, or was changed
 * @throws NotAReader when it is for another key
 */
export async function decryptWith(key: CryptoKey, jwe: string, label: Label): Promise<Bytes> {
  if (labelled(jwe).kid !== label.kid) throw new NotAReader()
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: [ALGORITHMS.alg],
    contentEncryptionAlgorithms: [ALGORITHMS.enc],
  }).catch(() => {
    throw new Tampered('does not open')
  })
  for (const [name, value] of Object.entries(label))
    if (protectedHeader[name] !== value) throw new Tampered(`another ${name}`)
  return Uint8Array.from(plaintext)
}

function labelled(jwe: string): { [name: string]: unknown } {
  try {
    return JSON.parse(textOf(fromBase64url(jwe.slice(0, jwe.indexOf('.')))))
  } catch {
    throw new Tampered('not a JWE')
  }
}
