import { base64url, type Bytes, concat, fromBase64url, random, textOf, utf8 } from './bytes.ts'
import { Tampered } from './faults.ts'
import type { CryptoKey } from './web_crypto.ts'
import { OF_THE_CLINIC, UUID } from './ids.ts'
import { Jws, signedBytes } from './jws.ts'
import type { Keys } from './key_pair.ts'

/** What an envelope is about; bound into its protected header, and into what is signed inside. */
export type Binding = {
  /** Which kind of record: lower-case words with hyphens. */
  typ: string
  clinic: string
  /** The id of a client, or `clinic`. */
  client: string
  /** UUIDv7. */
  record: string
  /** From 1. */
  version: number
}

/** What the header of an envelope says, before anything of it is believed. */
export type Cover = { binding: Binding; circle: string; circleVersion: number }

/** An envelope taken apart. */
export type Envelope = Cover & {
  text: string
  /** Header, initial value, ciphertext and tag, each in base64url. */
  parts: string[]
}

/** An envelope in fewer bytes: its header in base64url, as it is authenticated; initial value, ciphertext and tag, as they are. */
export type Packed = { header: string; bytes: Bytes }

/** What was inside, as its author signed it. */
export type Content = { author: string; at: Date; body: unknown; signed: Jws }

export const IV_BYTES = 12
export const TAG_BYTES = 16

/** As `headerOf` spells it, and no other way: what has two spellings could be changed and look the same. */
const HEADER = new RegExp(
  [
    '^{"alg":"dir","enc":"A256GCM","typ":"([a-z][a-z-]{0,39})"',
    `"kid":"(${UUID})\\.([1-9]\\d{0,8})"`,
    `"clinic":"(${UUID})"`,
    `"client":"(${UUID}|${OF_THE_CLINIC})"`,
    `"record":"(${UUID})"`,
    '"version":([1-9]\\d{0,8})}$',
  ].join()
)

/**
 * A record: signed (JWS, ES256), then encrypted (compact JWE, RFC 7516, `dir`, A256GCM) under the record key of a circle.
 *
 * @param circle its id and version, as in `kid`
 */
export async function sealRecord(
  author: Keys,
  aes: CryptoKey,
  circle: { id: string; version: number },
  binding: Binding,
  { at, body }: { at: Date; body: unknown }
): Promise<string> {
  const { typ, clinic, client, record, version } = binding
  const claims = { typ, clinic, client, record, version, at: at.toISOString(), body }
  const signed = await signedBytes(author.sign, author.id, claims)
  return textOfPacked(await packSigned(aes, circle, binding, signed))
}

/**
 * A signed record under a record key, in bytes: its first, or another one later. It is not signed anew, so its author stays
 * its author.
 *
 * @param signed the JWS inside
 */
export async function packSigned(
  aes: CryptoKey,
  circle: { id: string; version: number },
  binding: Binding,
  signed: Bytes
): Promise<Packed> {
  const header = base64url(utf8(headerOf(`${circle.id}.${circle.version}`, binding)))
  const iv = random(IV_BYTES)
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8(header) }
  const sealed = await crypto.subtle.encrypt(gcm, aes, signed)
  return { header, bytes: concat(iv, new Uint8Array(sealed)) }
}

/**
 * What an envelope says of itself.
 *
 * @throws Tampered when it is not one
 */
export function readEnvelope(text: string): Envelope {
  try {
    const parts = partsOf(text)
    return { ...readCover(parts[0]), text, parts }
  } catch {
    throw new Tampered('not an envelope')
  }
}

/**
 * What a header says, which is all that can be known of an envelope without its record key.
 *
 * @param header in base64url
 * @throws Tampered when it is not one
 */
export function readCover(header: string): Cover {
  try {
    const said = HEADER.exec(textOf(fromBase64url(header)))!
    const [, typ, circle, circleVersion, clinic, client, record, version] = said
    const binding = { typ, clinic, client, record, version: Number(version) }
    return { binding, circle, circleVersion: Number(circleVersion) }
  } catch {
    throw new Tampered('not an envelope')
  }
}

/**
 * Opens an envelope, and verifies that what is signed inside says the same as its header. Whether that signature is right
 * is for the caller, who knows the author's key: `signed.mustBeSigned(key)`.
 *
 * @throws Tampered
 */
export async function openRecord(aes: CryptoKey, { parts, binding }: Envelope): Promise<Content> {
  const bytes = await bytesInside(aes, packed(parts))
  const signed = Jws.parse(textInside(bytes), bytes)
  const { at, body, ...said } = signed.claims
  const names = ['typ', 'clinic', 'client', 'record', 'version'] as const
  const isSame = names.every((name) => said[name] === binding[name])
  const moment = new Date(String(at))
  if (!isSame || Object.keys(said).length !== names.length || Number.isNaN(+moment))
    throw new Tampered('the header says another thing')
  return { author: signed.kid, at: moment, body, signed }
}

/**
 * What is inside an envelope, before anybody has looked at it.
 *
 * @throws Tampered
 */
export async function bytesInside(aes: CryptoKey, { header, bytes }: Packed): Promise<Bytes> {
  try {
    const iv = bytes.subarray(0, IV_BYTES)
    const gcm = { name: 'AES-GCM', iv, additionalData: utf8(header) }
    return new Uint8Array(await crypto.subtle.decrypt(gcm, aes, bytes.subarray(IV_BYTES)))
  } catch {
    throw new Tampered('does not open')
  }
}

function headerOf(kid: string, { typ, clinic, client, record, version }: Binding) {
  return JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ, kid, clinic, client, record, version })
}

/** Header, initial value, ciphertext and tag; each is looked at when it is decoded. A search in the whole text would take longer. */
function partsOf(text: string) {
  const [header, key, iv, ciphertext, tag, ...more] = text.split('.')
  if (key !== '' || more.length || iv.length !== 16 || tag.length !== 22) throw new Tampered()
  return [header, iv, ciphertext, tag]
}

/** @throws Tampered */
function packed([header, ...parts]: string[]): Packed {
  try {
    return { header, bytes: concat(...parts.map(fromBase64url)) }
  } catch {
    throw new Tampered('not base64url')
  }
}

export function textOfPacked({ header, bytes }: Packed) {
  const tag = bytes.length - TAG_BYTES
  const parts = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, tag), bytes.subarray(tag)]
  return `${header}..${parts.map(base64url).join('.')}`
}

function textInside(bytes: Bytes) {
  try {
    return textOf(bytes)
  } catch {
    throw new Tampered('not a text')
  }
}
