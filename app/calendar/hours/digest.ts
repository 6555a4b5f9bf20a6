import { createHash } from 'node:crypto'

/** Tells something from anything else: shown with the form that changes it, and sent back, it says what was seen. */
export function digestOf(value: unknown) {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
