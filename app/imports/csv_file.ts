import { type CsvError, parse } from 'csv-parse/sync'
import { type Delimiter, withoutSeparatorLine } from './delimiter.js'
import type { Row, TableFile } from './row.js'

const ROWS_AT_ONCE = 250
const LONGEST_ROW = 100_000
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** After so many quotes that are never closed, a quote is taken for an ordinary character. */
const MOST_UNCLOSED_QUOTES = 20

type Entry = { cells: string[]; end: number }

/**
 * A CSV file (RFC 4180, read with patience): any line ending, quotes in the middle of a cell, rows
 * of any length. A quote that is never closed costs the line on which it stands, not the file.
 */
export class CsvFile implements TableFile {
  readonly headings: string[]
  private bytes: Buffer

  constructor(
    text: string,
    private dialect: { delimiter: Delimiter; hasHeadings: boolean }
  ) {
    this.bytes = Buffer.from(withoutSeparatorLine(text))
    const first: Row | undefined = this.entries().next().value
    this.headings = (first?.cells ?? []).map((cell, index) =>
      dialect.hasHeadings ? cell.trim() : String(index + 1)
    )
  }

  *rows(): Generator<Row> {
    const rows = this.entries(this.headings.length)
    if (this.dialect.hasHeadings) rows.next()
    yield* rows
  }

  private *entries(width?: number): Generator<Row> {
    let [at, line, unclosed] = [0, 1, 0]
    const moveTo = (next: number) => {
      line += countLines(this.bytes, at, next)
      at = next
    }
    while (at < this.bytes.length) {
      moveTo(skipLineEndings(this.bytes, at))
      const { entries, isUnclosed } = this.read(at, unclosed < MOST_UNCLOSED_QUOTES)
      const swallowed = entries.findIndex(({ cells }) => hasSwallowedLines(cells, width))
      for (const { cells, end } of swallowed < 0 ? entries : entries.slice(0, swallowed)) {
        // Spreadsheets write rows of nothing but delimiters below the last real one.
        if (cells.some((cell) => cell.trim())) yield { line, cells }
        moveTo(skipLineEndings(this.bytes, end))
      }
      if (isUnclosed || swallowed >= 0) {
        yield { line, cells: this.cellsOfLine(at), broken: 'unclosed_quote' }
        moveTo(endOfLine(this.bytes, at))
        unclosed++
      } else if (!entries.length) return
    }
  }

  /** The next rows from this byte on, as far as they can be read. */
  private read(at: number, quotes: boolean) {
    const entries: Entry[] = []
    try {
      parse(this.bytes.subarray(at), {
        delimiter: this.dialect.delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        quote: quotes ? '"' : false,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        ltrim: true,
        max_record_size: LONGEST_ROW,
        to: ROWS_AT_ONCE,
        on_record: (cells: string[], { bytes }) => {
          entries.push({ cells, end: at + bytes })
          return null
        },
      })
      return { entries, isUnclosed: false }
    } catch (error) {
      const { code } = error as CsvError
      if (code !== 'CSV_QUOTE_NOT_CLOSED' && code !== 'CSV_MAX_RECORD_SIZE') throw error
      return { entries, isUnclosed: true }
    }
  }

  private cellsOfLine(at: number) {
    const line = this.bytes.toString(
      'utf8',
      at,
      Math.min(endOfLine(this.bytes, at), at + LONGEST_ROW)
    )
    return line.split(this.dialect.delimiter).map((cell) => cell.trim())
  }
}

/**
 * Whether a forgotten quote made several lines into one row: the parser then meets the next quote in
 * the middle of a cell and keeps both, or the row has a wrong number of cells.
 */
function hasSwallowedLines(cells: string[], width = cells.length) {
  const long = cells.filter((cell) => cell.includes('\n') || cell.includes('\r'))
  return long.some((cell) => cell.startsWith('"')) || (long.length > 0 && cells.length !== width)
}

function skipLineEndings(bytes: Buffer, at: number) {
  while (bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN) at++
  return at
}

function endOfLine(bytes: Buffer, at: number) {
  while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++
  return at
}

function countLines(bytes: Buffer, from: number, to: number) {
  let lines = 0
  for (let at = from; at < to; at++)
    if (bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED))
      lines++
  return lines
}
