import { type Field, FIELDS, type Mapping } from './fields.js'
import { HEADINGS } from './headings.js'

type Known = { field: Field; rank: number }

const KNOWN = new Map<string, Known>(
  FIELDS.flatMap((field) =>
    HEADINGS[field].map((heading, rank) => [plain(heading), { field, rank }] as const)
  )
)

/** Which field each column most likely holds, from its heading, and from the cells where the heading says nothing. */
export function guessColumns(headings: string[], sample: string[][]): Mapping {
  const mapping = byHeading(headings)
  if (!mapping.includes('email')) {
    const column = headings.findIndex((_, index) => holdsEmails(sample, index))
    if (column >= 0 && !mapping[column]) mapping[column] = 'email'
  }
  return together(mapping)
}

/** Whether the first row of a table already is a client: headings hold neither addresses nor long numbers. */
export function looksLikeHeadings(cells: string[]) {
  return (
    cells.some((cell) => KNOWN.has(plain(cell))) || !cells.some((cell) => /@|\d{4,}/.test(cell))
  )
}

/** Each field goes to the column with the best of its names: of three telephones to the mobile one. */
function byHeading(headings: string[]): Mapping {
  const known = headings.map((heading) => KNOWN.get(plain(heading)))
  return known.map((own, column) =>
    own && bestColumn(known, own.field) === column ? own.field : null
  )
}

function bestColumn(known: (Known | undefined)[], field: Field) {
  const ranks = known.map((other) => (other?.field === field ? other.rank : Infinity))
  return ranks.indexOf(Math.min(...ranks))
}

/** What a column means beside its neighbours. */
function together(mapping: Mapping): Mapping {
  const has = (field: Field) => mapping.includes(field)
  const isOnlyGivenName = has('lastName') && !has('firstName')
  const isOnlyStreet =
    !has('street') && (has('postalCode') || has('city') || has('postalCodeAndCity'))
  return mapping.map((field) => {
    if (field === 'fullName' && isOnlyGivenName) return 'firstName'
    if (field === 'address' && isOnlyStreet) return 'street'
    if (field === 'address' && has('street')) return null
    return field
  })
}

function holdsEmails(sample: string[][], column: number) {
  const filled = sample.map((cells) => cells[column] ?? '').filter((cell) => cell.trim())
  return filled.length > 0 && filled.every((cell) => /^\S+@\S+\.\S+$/.test(cell.trim()))
}

function plain(heading: string) {
  return heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
