import { isBroken } from './content_line.js'

type Line = { line: number; text: string }

/**
 * The properties of a file of vCards with the line on which each begins: folded lines put together,
 * whatever the line ending, and quoted-printable ones that end in `=`.
 */
export function* unfoldedLines(text: string): Generator<Line> {
  let current: Line | null = null
  for (const { line, text: piece } of lines(text)) {
    if (current && isBroken(current.text)) current.text = current.text.slice(0, -1) + piece
    else if (current && /^[ \t]/.test(piece)) current.text += piece.slice(1)
    else {
      if (current) yield current
      current = { line, text: piece }
    }
  }
  if (current) yield current
}

function* lines(text: string): Generator<Line> {
  let line = 1
  let at = 0
  for (const { index, 0: ending } of text.matchAll(/\r\n|\n|\r/g)) {
    yield { line: line++, text: text.slice(at, index) }
    at = index + ending.length
  }
  if (at < text.length) yield { line, text: text.slice(at) }
}
