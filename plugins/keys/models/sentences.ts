import type { I18n } from '@adonisjs/i18n'

/** What may be wrong with a key file, its passphrase, or the way to the server. */
const FILE_PROBLEMS = [
  ...['none_chosen', 'not_there', 'not_a_key_file', 'damaged', 'wrong_passphrase'],
  ...[
    'another_members',
    'another_file',
    'short',
    'guessable',
    'differs',
    'unreachable',
    'refused',
    'not_pinned',
    'tampered',
    'not_kept',
    'damaged_notes',
    'damaged_files',
    'unnamed_file',
    ...['compare_key', 'more_damaged', 'give_up', 'give_up_named', 'given_up'],
    ...['opens_again', 'out_of_reach', 'unproved'],
  ],
]
/** What may be wrong with the words of a recovery key; `%` is the number of the word. */
const WORD_PROBLEMS = [
  ...['no_words', 'unknown_word', 'wrong_count', 'mistyped', 'same_share', 'shares_differ'],
  ...['another_key', 'unreachable', 'refused', 'not_pinned', 'compare_key', 'tampered'],
  'not_compared',
]

/** The sentences that scripts say, by the name of the problem. */
export function fileSentences(i18n: I18n) {
  return sentences(i18n, FILE_PROBLEMS)
}

export function wordSentences(i18n: I18n) {
  return sentences(i18n, WORD_PROBLEMS)
}

function sentences(i18n: I18n, problems: string[]) {
  return JSON.stringify(
    Object.fromEntries(
      problems.map((problem) => [problem, i18n.t(`keys.problems.${problem}`, { word: '%' })])
    )
  )
}
