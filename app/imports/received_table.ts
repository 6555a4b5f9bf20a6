import { clinicSettings } from '#clinics/settings'
import { guessColumns } from './column_guess.js'
import { guessDateOrder } from './dates.js'
import { type Dialect, guessDialect, openTable, type Refusal } from './dialect.js'
import type { Mapping } from './fields.js'

export const MOST_ROWS = 50_000
const SAMPLE_ROWS = 1000

/** An uploaded file with everything that can be guessed of it. */
export type ReceivedTable = {
  fileName: string
  bytes: Buffer
  dialect: Dialect
  mapping: Mapping
  dateOrder: 'day' | 'month' | 'unclear'
  rows: number
}

export type TableRefusal = Refusal | 'no_rows' | 'too_many_rows'

/**
 * Looks at a file: how it is written, what its columns hold, how many rows it has.
 *
 * @param options.dialect how it is written, where somebody knows better than the guess
 * @param options.mayHoldIds without it a column of national ids is left out
 */
export function receiveTable(
  { name, bytes }: { name: string; bytes: Buffer },
  options: { dialect?: Dialect; mayHoldIds: boolean }
): ReceivedTable | TableRefusal {
  const dialect = options.dialect ?? guessDialect(bytes)
  if (typeof dialect === 'string') return dialect

  const table = openTable(bytes, dialect)
  const sample: string[][] = []
  let rows = 0
  for (const { cells } of table.rows()) if (rows++ < SAMPLE_ROWS) sample.push(cells)
  if (!rows) return 'no_rows'
  if (rows > MOST_ROWS) return 'too_many_rows'

  const guessed = table.fields ?? guessColumns(table.headings, sample)
  const mapping = guessed.map((field) =>
    field === 'nationalId' && !options.mayHoldIds ? null : field
  )
  return { fileName: name, bytes, dialect, mapping, dateOrder: orderOf(mapping, sample), rows }
}

function orderOf(mapping: Mapping, sample: string[][]) {
  const column = mapping.indexOf('birthDate')
  const dates = sample.map((cells) => cells[column] ?? '')
  const { order, isCertain } = guessDateOrder(dates, clinicSettings.read().locale)
  return isCertain ? order : 'unclear'
}
