import { guesser } from '#js/guesser'

const LEAST_CHARACTERS = 12
/** What must remain of it without the words that everybody knows. */
const LEAST_REST = 8
/** Of zxcvbn's scores 0 to 4. More is asked than of a password: whoever finds the file guesses as fast as they can. */
const LEAST_SCORE = 4

/**
 * Why a passphrase is too weak for a key file, or null.
 *
 * @param personal names and addresses that everybody knows
 */
export async function weaknessOf(passphrase: string, personal: string[]) {
  if (passphrase.length < LEAST_CHARACTERS) return 'short'
  const words = personal
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter(({ length }) => length >= 3)
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), passphrase.toLowerCase())
  if (rest.length < LEAST_REST) return 'guessable'
  const zxcvbn = await guesser()
  return zxcvbn.check(passphrase, words).score < LEAST_SCORE ? 'guessable' : null
}
