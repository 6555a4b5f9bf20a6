import { uuidv7 } from 'uuidv7'
import { base64url, type Bytes, random, utf8 } from './bytes.ts'
import { Tampered } from './faults.ts'
import type { CryptoKey } from './web_crypto.ts'
import { decryptWith, encryptTo } from './jwe.ts'
import type { Keys, PublicKey } from './key_pair.ts'
import { hashOf, type List, signList } from './lists.ts'

/** A record key, ready to encrypt and decrypt with; nobody can take it out. `check` is what lists name it by. */
export type RecordKey = { aes: CryptoKey; check: string }

export type Wrap = { version: number; key: string; wrap: string }

/** What makes a circle, or the next step of one: its list, and the wraps that are new with it. */
export type Step = { list: string; wraps: Wrap[] }

export type CircleIdentity = { clinic: string; subject: string; circle: string }

/** Imports a record key of 32 bytes. `check` is HMAC-SHA-256 of it over "fortrolig-circle-1". */
export async function recordKey(raw: Bytes): Promise<RecordKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const [aes, mac] = await Promise.all([
    crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('raw', raw, hmac, false, ['sign']),
  ])
  const check = await crypto.subtle.sign('HMAC', mac, utf8('fortrolig-circle-1'))
  return { aes, check: base64url(new Uint8Array(check)) }
}

/** The record key of a version, for one reader. */
export async function wrapFor(
  reader: Pick<PublicKey, 'id' | 'receive'>,
  raw: Bytes,
  circle: string,
  version: number
): Promise<Wrap> {
  const label = { kid: reader.id, typ: 'wrap', circle, version }
  return { version, key: reader.id, wrap: await encryptTo(reader.receive, raw, label) }
}

/**
 * The record key in a wrap for these keys. Whether it is the right one only `check` in a believed list tells: anybody
 * can make a wrap.
 *
 * @throws NotAReader | Tampered
 */
export async function unwrap(keys: Keys, circle: string, { version, wrap }: Wrap): Promise<Bytes> {
  const raw = await decryptWith(keys.receive, wrap, { kid: keys.id, typ: 'wrap', circle, version })
  if (raw.length !== 32) throw new Tampered('not a record key')
  return raw
}

/** A new circle. The recovery key must be among its readers, and whoever makes it. */
export async function foundCircle(
  author: Keys,
  { clinic, subject }: { clinic: string; subject: string },
  readers: PublicKey[]
): Promise<Step> {
  const identity = { clinic, subject, circle: uuidv7() }
  return renewed(author, identity, readers, 1, null)
}

/** The next version, with a new record key for exactly these readers. */
export async function renewCircle(author: Keys, last: List, readers: PublicKey[]): Promise<Step> {
  return renewed(author, last, readers, last.version + 1, await hashOf(last))
}

/**
 * The same record keys for readers who are more or fewer: `added` get wraps of every version in `raws`. Fewer only makes
 * sense for a key whose owner has another in the list.
 */
export async function changeReaders(
  author: Keys,
  last: List,
  {
    added,
    removed = [],
    raws,
  }: { added: PublicKey[]; removed?: string[]; raws: Map<number, Bytes> }
): Promise<Step> {
  const readers = [...last.readers, ...added.map(({ id }) => id)]
  const { clinic, subject, circle, version, check } = last
  const list = await signList(author, {
    ...{ clinic, subject, circle, version, check },
    readers: readers.filter((id) => !removed.includes(id)),
    before: await hashOf(last),
  })
  const wraps = added.flatMap((reader) =>
    [...raws].map(([each, raw]) => wrapFor(reader, raw, circle, each))
  )
  return { list, wraps: await Promise.all(wraps) }
}

async function renewed(
  author: Keys,
  { clinic, subject, circle }: CircleIdentity,
  readers: PublicKey[],
  version: number,
  before: string | null
): Promise<Step> {
  const raw = random(32)
  const { check } = await recordKey(raw)
  const ids = readers.map(({ id }) => id)
  const list = { clinic, subject, circle, version, readers: ids, check, before }
  const wraps = readers.map((reader) => wrapFor(reader, raw, circle, version))
  return { list: await signList(author, list), wraps: await Promise.all(wraps) }
}
