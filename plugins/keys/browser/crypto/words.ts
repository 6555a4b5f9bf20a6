import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { type Bytes, fromBase64url, hex, sha256 } from './bytes.ts'
import { RecoveryFault } from './faults.ts'

const BITS_PER_WORD = 11

/** The fingerprint of a key that people compare: its whole id in hexadecimal, its first 128 bits as twelve words (BIP 39). */
export function fingerprint(id: string): { words: string[]; hex: string[] } {
  const bytes = fromBase64url(id)
  return {
    words: entropyToMnemonic(bytes.slice(0, 16), wordlist).split(' '),
    hex: hex(bytes).match(/.{4}/g)!,
  }
}

/** 32 bytes as 24 words (BIP 39, English list). */
export function seedWords(seed: Uint8Array): string[] {
  return entropyToMnemonic(seed, wordlist).split(' ')
}

/**
 * The 32 bytes of 24 words.
 *
 * @throws RecoveryFault
 */
export function seedOf(typed: string): Bytes {
  const words = typedWords(typed, 24)
  try {
    return mnemonicToEntropy(words.join(' '), wordlist) as Bytes
  } catch {
    throw new RecoveryFault('mistyped')
  }
}

/** A share (33 bytes) as 26 words of the same list: its 264 bits, then the first 22 bits of its SHA-256. */
export async function shareWords(share: Uint8Array): Promise<string[]> {
  const bits = bitsOf(share) + bitsOf(await sha256(share)).slice(0, 22)
  return bits.match(/.{11}/g)!.map((index) => wordlist[Number.parseInt(index, 2)])
}

/**
 * The 33 bytes of 26 words.
 *
 * @throws RecoveryFault
 */
export async function shareOf(typed: string): Promise<Bytes> {
  const bits = typedWords(typed, 26)
    .map((word) => wordlist.indexOf(word).toString(2).padStart(BITS_PER_WORD, '0'))
    .join('')
  const share = Uint8Array.from(bits.slice(0, 264).match(/.{8}/g)!, (byte) =>
    Number.parseInt(byte, 2)
  )
  if (bitsOf(await sha256(share)).slice(0, 22) !== bits.slice(264))
    throw new RecoveryFault('mistyped')
  return share
}

/** Words as somebody typed them: in any case, with the numbers that stand before them on paper, however spaced. */
function typedWords(typed: string, count: number): string[] {
  const words = typed.toLowerCase().match(/\p{L}+/gu) ?? []
  const unknown = words.findIndex((word) => !wordlist.includes(word))
  if (unknown >= 0) throw new RecoveryFault('unknown_word', unknown + 1)
  if (words.length !== count) throw new RecoveryFault('wrong_count')
  return words
}

function bitsOf(bytes: Uint8Array) {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
}
