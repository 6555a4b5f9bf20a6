/** What one line of a narrow box has room for, and one of a box of some width. */
const LONGEST_WORD = 7
const LONGEST_NAME = 16

/** The first letters of the first and the last word: “Anna Sofie Lind” is AL. What is no name, as “#12”, stays as it is. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || /\d/.test(name)) return name
  return (words.length > 1 ? [first, last] : [first])
    .map((word) => [...word][0].toUpperCase())
    .join('')
}

/** A long name with its first letter alone: “Christoffer Andersen” is C. Andersen. */
export function shortened(name: string): string {
  const words = name.split(/\s+/)
  return isLong(name) && words.length > 1 ? `${[...words[0]][0]}. ${words.at(-1)}` : name
}

/** Whether it would be cut: all of it in one line, or a word of it where each has a short line of its own. */
export function isLong(name: string) {
  return name.length > LONGEST_NAME || name.split(/\s+/).some((word) => word.length > LONGEST_WORD)
}
