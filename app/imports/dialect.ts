import { looksLikeHeadings } from './column_guess.js'
import { CsvFile } from './csv_file.js'
import { type Delimiter, guessDelimiter } from './delimiter.js'
import { decode, type Encoding, guessEncoding } from './encoding.js'
import type { TableFile } from './row.js'
import { VcardFile } from './vcard_file.js'

/** How a file is written. */
export type Dialect =
  | { kind: 'csv'; encoding: Encoding; delimiter: Delimiter; hasHeadings: boolean }
  | { kind: 'vcard'; encoding: Encoding }

/** Why a file cannot be a table of clients; its sentence is `imports.refused.<reason>`. */
export type Refusal = 'empty' | 'workbook' | 'binary'

/** Excel's own files are ZIP archives (xlsx, also LibreOffice's ods) or OLE documents (xls). */
const WORKBOOKS = ['PK\x03\x04', '\xd0\xcf\x11\xe0']
// eslint-disable-next-line no-control-regex -- they are what tells a picture from a text
const OTHER_CONTROL_CHARACTERS = /[\x00-\x08\x0e-\x1f]/

/** How these bytes are most likely written, or why they are no table. The file's name is not asked. */
export function guessDialect(bytes: Uint8Array): Dialect | Refusal {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  if (WORKBOOKS.some((mark) => beginning.startsWith(mark))) return 'workbook'

  const encoding = guessEncoding(bytes)
  const start = decode(bytes.subarray(0, 200_000), encoding)
  if (!start.trim()) return 'empty'
  if (OTHER_CONTROL_CHARACTERS.test(start)) return 'binary'
  if (/^\s*BEGIN:VCARD\s/i.test(start)) return { kind: 'vcard', encoding }

  const delimiter = guessDelimiter(start)
  const { headings } = new CsvFile(start, { delimiter, hasHeadings: true })
  return { kind: 'csv', encoding, delimiter, hasHeadings: looksLikeHeadings(headings) }
}

/** The rows of a file that is written like this. */
export function openTable(bytes: Uint8Array, dialect: Dialect): TableFile {
  const text = decode(bytes, dialect.encoding)
  return dialect.kind === 'csv' ? new CsvFile(text, dialect) : new VcardFile(text)
}
