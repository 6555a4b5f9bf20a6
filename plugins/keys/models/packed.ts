import { IV_BYTES, TAG_BYTES } from '../browser/crypto/envelopes.ts'

/** The tag in base64url. */
const TAG_LETTERS = 22

/**
 * An envelope as it goes to browsers that encrypt many anew: the same as text takes a quarter more. One that somebody spoilt on
 * the disk goes with them as it can: it does not open there, and they say so.
 */
export function packedOf(envelope: string): { header: string; bytes: Buffer } {
  const header = envelope.slice(0, envelope.indexOf('.'))
  const [iv = '', ciphertext = ''] = envelope.slice(header.length + 2, -TAG_LETTERS - 1).split('.')
  const bytes = Buffer.alloc(IV_BYTES + Math.floor((ciphertext.length * 3) / 4) + TAG_BYTES)
  bytes.write(iv, 0, 'base64url')
  bytes.write(ciphertext, IV_BYTES, 'base64url')
  bytes.write(envelope.slice(-TAG_LETTERS), bytes.length - TAG_BYTES, 'base64url')
  return { header, bytes }
}

/** The text again, in the only spelling that there is of it. */
export function textOfPacked(header: string, bytes: Buffer) {
  const tag = bytes.length - TAG_BYTES
  const iv = bytes.toString('base64url', 0, IV_BYTES)
  const ciphertext = bytes.toString('base64url', IV_BYTES, tag)
  return `${header}..${iv}.${ciphertext}.${bytes.toString('base64url', tag)}`
}
