import { asn1 } from './asn1.ts'
import { type Bytes, random, utf8 } from './bytes.ts'
import type { KeyUsage } from './web_crypto.ts'

/** OWASP's number for PBKDF2-HMAC-SHA-256. */
export const ROUNDS = 600_000
/** More than this is a file made to hang the browser. */
const MOST_ROUNDS = 20_000_000

const OIDS = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
}

type Parameters = { salt: Bytes; rounds: number; iv: Bytes }

/**
 * Encrypts a private key under a passphrase: EncryptedPrivateKeyInfo (RFC 5958) with PBES2 (RFC 8018), of
 * PBKDF2-HMAC-SHA-256 and AES-256-CBC. Returns DER.
 */
export async function encryptPkcs8(pkcs8: Bytes, passphrase: string): Promise<Bytes> {
  const parameters = { salt: random(16), rounds: ROUNDS, iv: random(16) }
  const key = await derive(passphrase, parameters, 'encrypt')
  const aes = { name: 'AES-CBC', iv: parameters.iv }
  return toDer(parameters, new Uint8Array(await crypto.subtle.encrypt(aes, key, pkcs8)))
}

/** Which part of a block is not right. */
export class NotPbes2 extends Error {}
export class WrongPassphrase extends Error {}

/**
 * @throws NotPbes2 when it is no such block
 * @throws WrongPassphrase when the padding is wrong, which a damaged block has too
 */
export async function decryptPkcs8(der: Bytes, passphrase: string): Promise<Bytes> {
  const { encrypted, ...parameters } = fromDer(der)
  const key = await derive(passphrase, parameters, 'decrypt')
  try {
    const aes = { name: 'AES-CBC', iv: parameters.iv }
    return new Uint8Array(await crypto.subtle.decrypt(aes, key, encrypted))
  } catch {
    throw new WrongPassphrase()
  }
}

async function derive(passphrase: string, { salt, rounds }: Parameters, usage: KeyUsage) {
  // As a terminal gives it to OpenSSL; a keyboard may compose letters in two ways.
  const password = utf8(passphrase.normalize('NFC'))
  const base = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey'])
  const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(pbkdf2, base, { name: 'AES-CBC', length: 256 }, false, [usage])
}

function toDer({ salt, rounds, iv }: Parameters, encrypted: Bytes): Bytes {
  const prf = asn1.sequence(asn1.oid(OIDS.hmacSha256), asn1.nothing())
  const kdf = asn1.sequence(asn1.octets(salt), asn1.integer(rounds), prf)
  const scheme = asn1.sequence(
    asn1.sequence(asn1.oid(OIDS.pbkdf2), kdf),
    asn1.sequence(asn1.oid(OIDS.aes256Cbc), asn1.octets(iv))
  )
  return asn1.toDer(
    asn1.sequence(asn1.sequence(asn1.oid(OIDS.pbes2), scheme), asn1.octets(encrypted))
  )
}

function fromDer(der: Bytes): Parameters & { encrypted: Bytes } {
  try {
    // Of any shape: what is not there where it belongs ends in the catch, and the values are compared below.
    const [[pbes2, [[pbkdf2, kdf], [cipher, iv]]], encrypted] = asn1.read(der) as any
    // The length of the key may stand between rounds and function; OpenSSL leaves it away, as we do.
    const [salt, rounds, ...rest] = kdf
    const [prf] = rest.at(-1)
    const isOurs =
      pbes2 === OIDS.pbes2 &&
      pbkdf2 === OIDS.pbkdf2 &&
      cipher === OIDS.aes256Cbc &&
      prf === OIDS.hmacSha256 &&
      rounds > 0 &&
      rounds <= MOST_ROUNDS
    if (!isOurs) throw new NotPbes2()
    return { salt, rounds, iv, encrypted }
  } catch {
    throw new NotPbes2()
  }
}
