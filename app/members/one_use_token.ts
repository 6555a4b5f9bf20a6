import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link that works once: 256 random bits, of which the database keeps only the SHA-256. */
export function newToken() {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

/** What of a token is kept: its SHA-256 in base64url. A token has too many bits to be guessed from that. */
export function hashOfToken(token: string) {
  return createHash('sha256').update(token).digest('base64url')
}
