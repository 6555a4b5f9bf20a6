/** Why a password is refused, or null. */
export type Weakness = 'guessable' | 'personal' | null

/** What must remain of a password without the words that everybody knows. */
const LEAST_REST = 8
/** Of zxcvbn's scores 0 to 4: below 2 a password falls to fewer than a million guesses. */
const LEAST_SCORE = 2

/**
 * What is wrong with a password, length apart: whether it is commonly used or follows a common pattern,
 * or is made of what everybody knows about the member.
 *
 * @param personal the member's name and e-mail address and the clinic's name
 */
export async function weaknessOf(password: string, personal: string[]): Promise<Weakness> {
  const words = wordsOf(personal)
  const rest = withoutWords(password, words)
  if (rest.length < Math.min(LEAST_REST, password.length)) return 'personal'
  const zxcvbn = await guesser()
  const { score } = zxcvbn.check(password, words)
  return score < LEAST_SCORE ? 'guessable' : null
}

function wordsOf(personal: string[]) {
  const words = personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  return [...new Set(words)].filter((word) => word.length >= 3)
}

function withoutWords(password: string, words: string[]) {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase())
}

/**
 * zxcvbn with its dictionaries costs 8 MB of heap and 0.2 seconds to load. Passwords are set on few
 * days, so it is loaded then and not with the server.
 */
async function guesser() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
