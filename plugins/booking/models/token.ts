import { createHash, randomBytes } from 'node:crypto'

/** What a link carries: 256 random bits, of which only the hash is kept. */
export function newToken() {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOf(token) }
}

export function hashOf(token: string) {
  return createHash('sha256').update(token).digest('hex')
}
