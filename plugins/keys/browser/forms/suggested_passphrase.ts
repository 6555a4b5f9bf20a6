import { wordlist } from '@scure/bip39/wordlists/english.js'

const WORDS = 6

/** Six words, each one of 2048 by chance: 66 bits, which nobody guesses, and which can be learned. */
export function suggestedPassphrase(): string {
  // 65,536 is a multiple of 2048, so no word is likelier than another.
  const numbers = crypto.getRandomValues(new Uint16Array(WORDS))
  return Array.from(numbers, (number) => wordlist[number % wordlist.length]).join(' ')
}
