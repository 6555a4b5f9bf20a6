import { clientOf, type Columns, dayOf, type Known, type Row } from './rows.ts'
import type { OldNote } from './sending.ts'
import { sameness } from './sameness.ts'

/** Why a row does not come in. */
export type Why = 'no_client' | 'no_date' | 'no_text' | 'already' | 'twice'
export type Ready = { notes: OldNote[]; left: { line: number; why: Why }[] }

/** The line of the first row, below the headings. */
const FIRST_LINE = 2

type File = { name: string; rows: Row[]; columns: Columns }
/** The clients of the clinic, and the old notes that are here (see sameness.ts). */
type Here = { clients: Known[]; notes: ReadonlySet<string> }

/** Which rows of a file can come in, and why not the others. */
export function readyRows(file: File, here: Here): Ready {
  const ready: Ready = { notes: [], left: [] }
  const seen = new Set<string>()
  file.rows.forEach((row, index) => {
    const line = index + FIRST_LINE
    const found = noteOf(row, line, file, here.clients)
    const same = typeof found === 'string' ? '' : sameness(found)
    if (typeof found === 'string') ready.left.push({ line, why: found })
    else if (here.notes.has(same)) ready.left.push({ line, why: 'already' })
    else if (seen.has(same)) ready.left.push({ line, why: 'twice' })
    else ready.notes.push(found)
    seen.add(same)
  })
  return ready
}

function noteOf(row: Row, line: number, { name, columns }: File, clients: Known[]): OldNote | Why {
  const taken = new Set(Object.values(columns))
  const value = (meaning: keyof Columns) => row[columns[meaning] ?? ''] ?? ''
  const client = clientOf(row, columns, clients)
  const date = dayOf(value('date'))
  const answers = Object.entries(row).filter(([header, text]) => !taken.has(header) && text)
  if (!client) return 'no_client'
  if (!date) return 'no_date'
  if (!answers.length) return 'no_text'
  const [title, author] = [value('title'), value('author')]
  return { client: client.id, line, date, title, author, answers, file: name }
}
