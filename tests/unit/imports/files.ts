import { guessColumns } from '#imports/column_guess'
import { guessDateOrder } from '#imports/dates'
import { guessDialect, openTable } from '#imports/dialect'
import type { Mapping } from '#imports/fields'
import { type Reading, RowReader } from '#imports/row_reader'

/** Reads a whole file as the import does when nobody corrects its guesses. */
export function readFile(
  bytes: Uint8Array,
  { locale = 'da', mapping }: { locale?: string; mapping?: Mapping } = {}
) {
  const dialect = guessDialect(bytes)
  if (typeof dialect === 'string') throw new Error(`refused: ${dialect}`)
  const table = openTable(bytes, dialect)
  const rows = [...table.rows()]
  const sample = rows.map(({ cells }) => cells)
  const columns = mapping ?? table.fields ?? guessColumns(table.headings, sample)
  const born = columns.indexOf('birthDate')
  const reader = new RowReader({
    mapping: columns,
    country: locale === 'nb' ? 'NO' : 'DK',
    dates: guessDateOrder(
      sample.map((cells) => cells[born] ?? ''),
      locale
    ),
    today: '2026-01-15',
  })
  return { dialect, table, mapping: columns, readings: rows.map((row) => reader.read(row)) }
}

/** What a reading says, without the fields of which the row says nothing. */
export function said({ client, problems }: Reading) {
  const filled = Object.entries(client ?? {}).filter(
    ([, value]) =>
      value !== undefined && value !== false && !(Array.isArray(value) && !value.length)
  )
  return { ...Object.fromEntries(filled), problems: problems.map(({ code }) => code) }
}
