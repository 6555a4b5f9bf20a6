export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Delimiters as a form sends them, where a tab would be trimmed away. */
export const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

const SAMPLE_LINES = 50

/** The first line that Excel writes and reads to name the delimiter: `sep=;`. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i

/**
 * Which character parts the columns: the one that gives the most lines the same number of cells,
 * and more than one.
 */
export function guessDelimiter(text: string): Delimiter {
  const named = SEPARATOR_LINE.exec(text)?.[1]
  if (isDelimiter(named)) return named

  const counts = countPerLine(text)
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: agreement(counts, delimiter) }))
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter
}

/** The text without Excel's `sep=` line, which is not a row. */
export function withoutSeparatorLine(text: string) {
  return text.replace(SEPARATOR_LINE, '')
}

function isDelimiter(character?: string): character is Delimiter {
  return DELIMITERS.includes(character as Delimiter)
}

/** For each of the first lines, how often each delimiter stands outside quotes. */
function countPerLine(text: string) {
  const lines: Record<string, number>[] = []
  let line: Record<string, number> = {}
  let quoted = false
  for (const character of text.slice(0, 100_000)) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || character === '\r') {
      if (Object.keys(line).length) lines.push(line)
      if (lines.length === SAMPLE_LINES) break
      line = {}
    } else if (isDelimiter(character)) line[character] = (line[character] ?? 0) + 1
  }
  return Object.keys(line).length ? [...lines, line] : lines
}

/** How many lines have the count that most lines have; the heading line, which is never empty, breaks a tie. */
function agreement(lines: Record<string, number>[], delimiter: Delimiter) {
  const frequency = new Map<number, number>()
  for (const line of lines) {
    const count = line[delimiter] ?? 0
    if (count) frequency.set(count, (frequency.get(count) ?? 0) + 1)
  }
  const most = Math.max(0, ...frequency.values())
  return most + (lines[0]?.[delimiter] ?? 0) / 1000
}
