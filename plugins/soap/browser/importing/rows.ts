import { parse } from 'csv-parse/browser/esm/sync'

/** What a column of a file can be; every other column becomes a question with its answer. */
export const MEANINGS = ['number', 'name', 'born', 'date', 'title', 'author'] as const
export type Meaning = (typeof MEANINGS)[number]
export type Columns = Partial<Record<Meaning, string>>
export type Row = Record<string, string>
export type Known = { id: string; number: number; name: string; born: string | null }

const NAMES: Record<Meaning, RegExp> = {
  number:
    /^(client.?(no|number|id)|number|nr\.?|no\.?|klient(nr|nummer)|kundenummer|patientnr|journalnr)$/i,
  name: /^(client|name|full.?name|navn|klient|kunde|patient|pasient)$/i,
  born: /^(born|birth.?date|date.?of.?birth|dob|født|fødselsdato)$/i,
  date: /^(date|dato|created|written|tid|oprettet|opprettet)$/i,
  title: /^(title|subject|headline|titel|tittel|overskrift|emne)$/i,
  author: /^(author|by|practitioner|therapist|behandler|forfatter)$/i,
}

/**
 * The rows of a file with old notes: CSV with any of the usual separators, or a JSON array of objects.
 *
 * @throws when it is neither
 */
export function rowsOf(text: string): Row[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (/^[[{]/.test(trimmed)) return fromJson(JSON.parse(trimmed))
  return parse(trimmed, {
    ...{ columns: true, skip_empty_lines: true, trim: true, relax_column_count: true },
    delimiter: separatorOf(trimmed),
  }) as Row[]
}

/** Which column is what, as far as its name tells. */
export function guess(headers: string[]): Columns {
  const found: Columns = {}
  for (const meaning of MEANINGS) {
    const header = headers.find((each) => NAMES[meaning].test(each.trim()))
    if (header) found[meaning] = header
  }
  return found
}

/** The one client whom a row is about; null when nobody or several could be meant. */
export function clientOf(row: Row, columns: Columns, known: Known[]): Known | null {
  const value = (meaning: Meaning) => (columns[meaning] ? (row[columns[meaning]] ?? '').trim() : '')
  if (value('number')) {
    const number = Number(value('number').replace(/^#/, ''))
    return known.find((client) => client.number === number) ?? null
  }
  const name = value('name').toLowerCase()
  const born = dayOf(value('born'))
  const named = known.filter(
    (client) => client.name.toLowerCase() === name && (!born || client.born === born)
  )
  return named.length === 1 ? named[0] : null
}

/** A day in ISO 8601, of `2024-03-01`, `01.03.2024`, `1/3-2024` and the like, the day before the month. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text)
  const nordic = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})/.exec(text)
  const parts = iso ? iso.slice(1) : nordic ? [nordic[3], nordic[2], nordic[1]] : null
  if (!parts) return null
  const [year, month, day] = parts.map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : null
}

function fromJson(parsed: unknown): Row[] {
  const rows = Array.isArray(parsed) ? parsed : (parsed as { notes?: unknown }).notes
  if (!Array.isArray(rows)) throw new Error('not a list')
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row as object).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
      ])
    )
  )
}

function separatorOf(text: string) {
  const [head] = text.split('\n', 1)
  const count = (separator: string) => head.split(separator).length
  return [';', '\t', ','].sort((one, other) => count(other) - count(one))[0]
}
