import { createHash, randomInt } from 'node:crypto'

/** What nobody mistakes for another when it is read out on the telephone: no 0 and O, no 1, I and L, no U and V. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const GROUPS = 4
const GROUP_LENGTH = 4

/** A code to be read out: 16 letters, some 77 random bits, of which the database keeps only the SHA-256. */
export function newCode() {
  const letter = () => LETTERS[randomInt(LETTERS.length)]
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('')
  const code = Array.from({ length: GROUPS }, group).join('-')
  return { code, codeHash: hashOfCode(code) }
}

/** As it is typed: in small letters, with spaces, without the hyphens. */
export function hashOfCode(typed: string) {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(`support-access ${letters}`).digest('base64url')
}
