import { IV_BYTES, TAG_BYTES } from '../browser/crypto/envelopes.ts'

/** The tag in base64url. */
const TAG_LETTERS = 22

/** An envelope as it goes to browsers that encrypt many anew: the same as text takes a quarter more. */
export function packedOf(envelope: string): { header: string; bytes: Buffer } {
  const header = envelope.slice(0, envelope.indexOf('.'))
  const [iv, ciphertext] = envelope.slice(header.length + 2, -TAG_LETTERS - 1).split('.')
  const parts = [iv, ciphertext, envelope.slice(-TAG_LETTERS)]
  return { header, bytes: Buffer.concat(parts.map((part) => Buffer.from(part, 'base64url'))) }
}

/** The text again, in the only spelling that there is of it. */
export function textOfPacked(header: string, bytes: Buffer) {
  const tag = bytes.length - TAG_BYTES
  const iv = bytes.toString('base64url', 0, IV_BYTES)
  const ciphertext = bytes.toString('base64url', IV_BYTES, tag)
  return `${header}..${iv}.${ciphertext}.${bytes.toString('base64url', tag)}`
}
