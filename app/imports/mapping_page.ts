import type ClientImport from '#models/client_import'
import { detailsOn } from '#clients/display_name'
import type Member from '#models/member'
import { DELIMITER_NAMES } from './delimiter.js'
import { ENCODINGS } from './encoding.js'
import { type Field, FIELDS } from './fields.js'
import { ImportSource } from './source.js'

const ROWS_LOOKED_AT = 200
const SAMPLES = 3
const LONGEST_SAMPLE = 40

/** Everything that the page shows on which columns are mapped to fields. */
export async function mappingPage(clientImport: ClientImport, member: Member) {
  const { table } = await ImportSource.open(clientImport)
  const rows: string[][] = []
  for (const { cells } of table.rows()) if (rows.push(cells) >= ROWS_LOOKED_AT) break
  const { mapping } = clientImport
  const { naming } = detailsOn('screen', member)
  return {
    clientImport,
    naming,
    encodings: ENCODINGS,
    delimiters: DELIMITER_NAMES,
    fields: FIELDS.filter((field) => isAllowed(field, member)),
    columns: table.headings.map((heading, index) => ({
      heading,
      field: mapping[index],
      samples: samples(rows, index).map((sample) => naming(veiled(sample, mapping[index]))),
    })),
  }
}

/** Whether this member may bring in this field. */
export function isAllowed(field: Field, member: Member) {
  return field !== 'nationalId' || member.can('clients.national_id')
}

/** What is shown of a cell: a national id is nobody's to read over somebody's shoulder. */
export function veiled(cell: string, field: Field | null | undefined) {
  return field === 'nationalId' ? '••••••' : cell
}

function samples(rows: string[][], column: number) {
  const filled = rows.map((cells) => cells[column]?.trim()).filter(Boolean)
  return [...new Set(filled)].slice(0, SAMPLES).map((cell) => cell.slice(0, LONGEST_SAMPLE))
}
