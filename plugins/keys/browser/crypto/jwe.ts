import { base64url, type Bytes, concat, fromBase64url, random, textOf, utf8 } from './bytes.ts'
import { NotAReader, Tampered } from './faults.ts'
import type { CryptoKey, CryptoKeyPair } from './web_crypto.ts'

const ALGORITHMS = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' }
const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const CONTENT = { name: 'AES-GCM', length: 256 }

/** Names that would have changed what the other parts mean, or how the key is derived. Nobody writes them here. */
const NEVER = ['crit', 'zip', 'apu', 'apv']

/** What a wrap is for: stands in its protected header beside the algorithms. */
export type Label = { kid: string } & Record<string, string | number>

type Header = { [name: string]: unknown; epk?: { [name: string]: unknown } }

/**
 * A secret encrypted to the owner of a public key: a compact JWE (RFC 7516), ECDH-ES+A256KW (RFC 7518 §4.6) and A256GCM.
 *
 * @param label what the header names, `kid` the id of the key
 */
export async function encryptTo(key: CryptoKey, secret: Bytes, label: Label): Promise<string> {
  const { subtle } = crypto
  const own = (await subtle.generateKey(ECDH, false, ['deriveBits'])) as CryptoKeyPair
  const content = (await subtle.generateKey(CONTENT, true, ['encrypt'])) as CryptoKey
  const epk = jwkOf(new Uint8Array(await subtle.exportKey('raw', own.publicKey)))
  const header = base64url(utf8(JSON.stringify({ ...ALGORITHMS, ...label, epk })))
  const wrapping = await agreedKey(own.privateKey, key, 'wrapKey')
  const wrapped = await subtle.wrapKey('raw', content, wrapping, 'AES-KW')
  const gcm = { name: 'AES-GCM', iv: random(12), additionalData: utf8(header) }
  const sealed = new Uint8Array(await subtle.encrypt(gcm, content, secret))
  const parts = [new Uint8Array(wrapped), gcm.iv, sealed.subarray(0, -16), sealed.subarray(-16)]
  return [header, ...parts.map(base64url)].join('.')
}

/**
 * @param label what the header must name
 * @throws Tampered when it names another thing, or was changed
 * @throws NotAReader when it is for another key
 */
export async function decryptWith(key: CryptoKey, jwe: string, label: Label): Promise<Bytes> {
  const header = headerIn(jwe)
  if (header.kid !== label.kid) throw new NotAReader()
  for (const [name, value] of Object.entries({ ...ALGORITHMS, ...label }))
    if (header[name] !== value) throw new Tampered(`another ${name}`)
  if (NEVER.some((name) => name in header)) throw new Tampered('says more than it may')
  return opened(key, jwe, header).catch(() => {
    throw new Tampered('does not open')
  })
}

async function opened(key: CryptoKey, jwe: string, { epk }: Header): Promise<Bytes> {
  const { subtle } = crypto
  const [header, wrapped, iv, ciphertext, tag, ...more] = jwe.split('.')
  const lengths = [wrapped, iv, tag].map((part) => part.length)
  // A content key of 256 bits has 40 bytes when it is wrapped; there are others, and they are none of ours.
  if (more.length || lengths.join() !== '54,16,22') throw new Tampered()
  const theirs = await subtle.importKey('raw', pointOf(epk!), ECDH, false, [])
  const unwrapping = await agreedKey(key, theirs, 'unwrapKey')
  const content = await unwrapped(fromBase64url(wrapped), unwrapping)
  const gcm = { name: 'AES-GCM', iv: fromBase64url(iv), additionalData: utf8(header) }
  const sealed = concat(fromBase64url(ciphertext), fromBase64url(tag))
  return new Uint8Array(await subtle.decrypt(gcm, content, sealed))
}

function unwrapped(wrapped: Bytes, key: CryptoKey) {
  return crypto.subtle.unwrapKey('raw', wrapped, key, 'AES-KW', 'AES-GCM', false, ['decrypt'])
}

/** As Concat KDF (NIST SP 800-56A §5.8.1, RFC 7518 §4.6.2) has it for one round: what the derived key is for. */
const OTHER_INFO = concat(field(utf8(ALGORITHMS.alg)), field(), field(), uint32(256))
const ROUND = uint32(1)

/** The key that two agree on, each with the private key of one and the public key of the other. */
async function agreedKey(own: CryptoKey, theirs: CryptoKey, use: 'wrapKey' | 'unwrapKey') {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256)
  const material = concat(ROUND, new Uint8Array(shared), OTHER_INFO)
  const derived = await crypto.subtle.digest('SHA-256', material)
  return crypto.subtle.importKey('raw', derived, 'AES-KW', false, [use])
}

/** A point of P-256, uncompressed (65 bytes), as a JWK (RFC 7518 §6.2). */
function jwkOf(point: Bytes) {
  const [x, y] = [point.slice(1, 33), point.slice(33)].map(base64url)
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** The other way. A JWK of another curve, or one that says more, is none. */
function pointOf({ kty, crv, x, y, ...more }: { [name: string]: unknown }) {
  const coordinates = [x, y].map((each) => fromBase64url(String(each)))
  const isPoint =
    kty === 'EC' && crv === 'P-256' && coordinates.every(({ length }) => length === 32)
  if (!isPoint || Object.keys(more).length) throw new Tampered()
  return concat(Uint8Array.of(4), ...coordinates)
}

function field(bytes = new Uint8Array()) {
  return concat(uint32(bytes.length), bytes)
}

/** The highest byte first. */
function uint32(number: number) {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

/** @throws Tampered */
function headerIn(jwe: string): Header {
  try {
    const header = JSON.parse(textOf(fromBase64url(jwe.slice(0, jwe.indexOf('.')))))
    if (typeof header !== 'object' || !header) throw new Tampered()
    return header
  } catch {
    throw new Tampered('not a JWE')
  }
}
