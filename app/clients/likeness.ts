import { sortKey } from './sort_folds.js'

/**
 * Whether two names could be one person's: every word of the shorter one is, but for a slip of
 * the pen, a word of the longer one. `Anna Hansen` is like `Anna Marie Hanssen`, not like `Bo Hansen`.
 */
export function areAlike(one: string, other: string) {
  const [shorter, longer] = [words(one), words(other)].sort((a, b) => a.length - b.length)
  return shorter.length > 0 && shorter.every((word) => longer.some((known) => isSlip(word, known)))
}

function words(name: string) {
  return sortKey(name)
    .split(/[\s-]+/)
    .filter(Boolean)
}

/** One letter may differ in a short word, two in a long one. */
function isSlip(one: string, other: string) {
  const allowed = Math.min(one.length, other.length) >= 6 ? 2 : 1
  if (Math.min(one.length, other.length) < 3) return one === other
  return Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(one: string, other: string) {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = above[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1)
      line.push(Math.min(change, above[column] + 1, line[column - 1] + 1))
    }
    above = line
  }
  return above[other.length]
}
