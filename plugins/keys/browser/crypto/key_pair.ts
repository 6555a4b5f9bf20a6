import { p256 } from '@noble/curves/nist.js'
import { base64url, type Bytes, fromBase64url, sha256, utf8 } from './bytes.ts'
import { Tampered } from './faults.ts'
export { RECOVERY } from './ids.ts'
import { Jws, signJws } from './jws.ts'
import type { CryptoKey, CryptoKeyPair, KeyUsage } from './web_crypto.ts'

const ECDH = { name: 'ECDH', namedCurve: 'P-256' }
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' }

/** The public half of a key: two points of P-256, uncompressed (65 bytes each). */
export type Points = { receive: Bytes; sign: Bytes }

/** A member's key, opened: two private keys for WebCrypto, and what others know of it. */
export type Keys = {
  id: string
  points: Points
  /** ECDH, P-256. */
  receive: CryptoKey
  /** ECDSA, P-256. */
  sign: CryptoKey
}

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

/** A new key. It can be taken out, because it must get into its file; the file gives it back so that it cannot. */
export async function makeKeys(): Promise<Keys> {
  const [receive, sign] = (await Promise.all([
    crypto.subtle.generateKey(ECDH, true, ['deriveBits']),
    crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']),
  ])) as CryptoKeyPair[]
  const points = {
    receive: await rawPoint(receive.publicKey),
    sign: await rawPoint(sign.publicKey),
  }
  return { id: await keyId(points), points, receive: receive.privateKey, sign: sign.privateKey }
}

/**
 * The key with these private scalars (32 bytes each, below the order of the curve).
 *
 * @param extractable whether it may be taken out again: only to write a key file
 */
export async function keysOf(
  scalars: { receive: Uint8Array; sign: Uint8Array },
  extractable = false
): Promise<Keys> {
  const points = {
    receive: p256.getPublicKey(scalars.receive, false) as Bytes,
    sign: p256.getPublicKey(scalars.sign, false) as Bytes,
  }
  const [id, receive, sign] = await Promise.all([
    keyId(points),
    importScalar(scalars.receive, points.receive, ECDH, ['deriveBits'], extractable),
    importScalar(scalars.sign, points.sign, ECDSA, ['sign'], extractable),
  ])
  return { id, points, receive, sign }
}

/** base64url of SHA-256("fortrolig-key-1" ‖ receiving point ‖ signing point). */
export async function keyId({ receive, sign }: Points): Promise<string> {
  return base64url(await sha256(utf8('fortrolig-key-1'), receive, sign))
}

export type CardClaims = { clinic: string; member: string; made: Date }

/** What the directory holds of a key, signed by that key: nobody can register one that they do not have. */
export function makeCard(keys: Keys, { clinic, member, made }: CardClaims): Promise<string> {
  return signJws(keys.sign, keys.id, {
    typ: 'card',
    clinic,
    member,
    receive: base64url(keys.points.receive),
    sign: base64url(keys.points.sign),
    made: made.toISOString(),
  })
}

/**
 * A card that is right in itself: well formed, of points on the curve, for this clinic, signed by the key that it shows.
 * Whether the key belongs to that person is what pins are about.
 *
 * @throws Tampered
 */
export async function readCard(card: string, clinic: string): Promise<PublicKey> {
  const jws = Jws.parse(card)
  const { claims } = jws
  const made = new Date(String(claims.made))
  const isCard = claims.typ === 'card' && claims.clinic === clinic && !Number.isNaN(+made)
  if (!isCard || typeof claims.member !== 'string') throw new Tampered('not a card of this clinic')
  const key = await publicKey(claims)
  if (key.id !== jws.kid) throw new Tampered('the id of another key')
  await jws.mustBeSigned(key.verify)
  return { ...key, clinic, member: claims.member, made }
}

async function publicKey({ receive, sign }: { receive?: unknown; sign?: unknown }) {
  try {
    const points = { receive: fromBase64url(String(receive)), sign: fromBase64url(String(sign)) }
    const [id, forReceiving, verify] = await Promise.all([
      keyId(points),
      // WebCrypto refuses a point that is not on the curve.
      crypto.subtle.importKey('raw', points.receive, ECDH, true, []),
      crypto.subtle.importKey('raw', points.sign, ECDSA, true, ['verify']),
    ])
    return { id, points, receive: forReceiving, verify }
  } catch {
    throw new Tampered('not a public key')
  }
}

function importScalar(
  scalar: Uint8Array,
  point: Uint8Array,
  algorithm: { name: string; namedCurve: string },
  usages: KeyUsage[],
  extractable: boolean
) {
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: base64url(scalar) },
    ...{ x: base64url(point.slice(1, 33)), y: base64url(point.slice(33)) },
  }
  return crypto.subtle.importKey('jwk', jwk, algorithm, extractable, usages)
}

async function rawPoint(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key))
}

/** The private scalar in a PKCS#8 block, which is what a key file holds. */
export async function scalarOf(pkcs8: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, ECDH, true, ['deriveBits'])
  const { d } = await crypto.subtle.exportKey('jwk', key)
  return fromBase64url(d!)
}
