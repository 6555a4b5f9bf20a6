export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'macintosh'] as const
export type Encoding = (typeof ENCODINGS)[number]

const BYTE_ORDER_MARKS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * How a text file is most likely written. A byte order mark decides; so do the zero bytes of
 * UTF-16, and bytes that UTF-8 does not allow: those are what Excel on Windows writes.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  return byteOrderMark(bytes) ?? utf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : eightBit(bytes))
}

/** The text, without its byte order mark. Bytes that mean nothing become U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function byteOrderMark(bytes: Uint8Array) {
  return BYTE_ORDER_MARKS.find(([, mark]) =>
    mark.every((byte, index) => bytes[index] === byte)
  )?.[0]
}

/** Latin text in UTF-16 has a zero in every other byte: the second of each pair when it is little-endian. */
function utf16(bytes: Uint8Array): Encoding | undefined {
  const start = bytes.subarray(0, 4000)
  const zeros = [0, 0]
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]++
  const [big, little] = zeros
  const most = start.length / 4
  if (little > most && big < little / 10) return 'utf-16le'
  if (big > most && little < big / 10) return 'utf-16be'
}

/** Æ Ø Å æ ø å as Windows and as old Macintosh programs write them; other bytes hardly tell. */
const WINDOWS_LETTERS = [0xc6, 0xd8, 0xc5, 0xe6, 0xf8, 0xe5]
const MACINTOSH_LETTERS = [0xae, 0xaf, 0x81, 0xbe, 0xbf, 0x8c]

function eightBit(bytes: Uint8Array): Encoding {
  const has = (letters: number[]) => letters.some((letter) => bytes.includes(letter))
  return has(MACINTOSH_LETTERS) && !has(WINDOWS_LETTERS) ? 'macintosh' : 'windows-1252'
}

function isUtf8(bytes: Uint8Array) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
