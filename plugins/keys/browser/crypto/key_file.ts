import { base64url, type Bytes, sha256 } from './bytes.ts'
import { KeyFileFault } from './faults.ts'
import { type Keys, keysOf, scalarOf } from './key_pair.ts'
import { decryptPkcs8, encryptPkcs8, NotPbes2, WrongPassphrase } from './pbes2.ts'

/** What the file says of itself in plain text, for whoever finds it on a stick. */
export type KeyFileNames = { clinic: string; member: string; made: Date }

const TITLE = 'Fortrolig key file'
const BLOCK =
  /-----BEGIN ENCRYPTED PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]+?)\s*-----END ENCRYPTED PRIVATE KEY-----/g

/**
 * The key file: some lines of plain text, then the private key to receive and the one to sign, each as a block
 * `ENCRYPTED PRIVATE KEY` (RFC 7468; PKCS#8, PBES2). `openssl pkey -in FILE` opens the first.
 *
 * @param keys just made, so that they can be taken out
 */
export async function writeKeyFile(
  keys: Keys,
  passphrase: string,
  { clinic, member, made }: KeyFileNames
): Promise<string> {
  const blocks = await Promise.all(
    [keys.receive, keys.sign].map(async (key) =>
      encryptPkcs8(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)), passphrase)
    )
  )
  return [
    TITLE,
    `Clinic: ${line(clinic)}`,
    `Member: ${line(member)}`,
    `Made: ${made.toISOString().slice(0, 10)}`,
    `Key: ${keys.id}`,
    `Checksum: ${base64url(await sha256(...blocks))}`,
    '',
    ...blocks.map(pem),
    '',
  ].join('\n')
}

/** What a key file says of itself. Nobody signed it: it is for people, and to tell a wrong file before a wrong passphrase. */
export function aboutKeyFile(text: string): { key: string | null; member: string | null } {
  const field = (name: string) => text.match(new RegExp(`^${name}: (.+?)\\s*$`, 'm'))?.[1] ?? null
  return { key: field('Key'), member: field('Member') }
}

/**
 * Opens a key file. The keys that come out of it cannot be taken out of the browser.
 *
 * @param expected the id of the key that this member registered, where there is one
 * @throws KeyFileFault whose `problem` tells what is wrong with the file, or that it is the passphrase
 */
export async function openKeyFile(
  text: string,
  passphrase: string,
  expected: string | null
): Promise<Keys> {
  const blocks = await wholeBlocks(text)
  const said = aboutKeyFile(text).key
  if (expected && said && said !== expected) throw new KeyFileFault('another_members')
  const [receive, sign] = await Promise.all(blocks.map((block) => openBlock(block, passphrase)))
  const keys = await keysOf({ receive, sign })
  if (said && said !== keys.id) throw new KeyFileFault('damaged')
  if (expected && keys.id !== expected) throw new KeyFileFault('another_members')
  return keys
}

async function wholeBlocks(text: string): Promise<Bytes[]> {
  const isOurs = text.includes(TITLE) || text.includes('BEGIN ENCRYPTED PRIVATE KEY')
  if (!isOurs) throw new KeyFileFault('not_a_key_file')
  const blocks = [...text.matchAll(BLOCK)].map(([, base64]) => fromPem(base64))
  if (blocks.length !== 2) throw new KeyFileFault('damaged')
  const checksum = text.match(/^Checksum: (\S+)/m)?.[1]
  if (checksum && checksum !== base64url(await sha256(...blocks))) throw new KeyFileFault('damaged')
  return blocks
}

async function openBlock(der: Bytes, passphrase: string): Promise<Bytes> {
  try {
    return await scalarOf(await decryptPkcs8(der, passphrase))
  } catch (error) {
    if (error instanceof WrongPassphrase) throw new KeyFileFault('wrong_passphrase')
    if (error instanceof NotPbes2) throw new KeyFileFault('damaged')
    // Once in 256 a wrong passphrase leaves a padding that looks right, and no key behind it.
    throw new KeyFileFault('wrong_passphrase')
  }
}

function pem(der: Uint8Array) {
  const base64 = btoa(String.fromCharCode(...der))
  const lines = base64.match(/.{1,64}/g)!.join('\n')
  return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${lines}\n-----END ENCRYPTED PRIVATE KEY-----`
}

function fromPem(base64: string): Bytes {
  try {
    return Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
  } catch {
    throw new KeyFileFault('damaged')
  }
}

/** A name cannot begin a line of its own, nor a block. */
function line(name: string) {
  return name.replace(/[\r\n]+/g, ' ').replaceAll('-----', '–')
}
