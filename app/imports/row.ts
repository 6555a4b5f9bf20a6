import type { Field } from './fields.js'

/** One client as the file has it. */
export type Row = {
  /** The line of the file on which it begins, from 1. */
  line: number
  /** As many as there are headings, or fewer; more are a mistake of the file. */
  cells: string[]
  /** Why it cannot be read at all. */
  broken?: 'unclosed_quote' | 'unfinished_card' | 'not_a_person'
}

/** A table of clients, whatever it was written as. Rows are read while they are asked for, not all at once. */
export interface TableFile {
  readonly headings: string[]
  /** What each column holds, where the format itself says so. */
  readonly fields?: Field[]
  rows(): Generator<Row>
}
