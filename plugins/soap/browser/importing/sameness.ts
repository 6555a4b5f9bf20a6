import type { NoteBody } from '../notes/body.ts'
import type { Taken } from '../taking/collecting.ts'
import type { OldNote } from './sending.ts'

/** What tells one old note from another: about whom, from which day, by whom, and every word. */
export function sameness({ client, date, title, author, answers }: Omit<OldNote, 'line' | 'file'>) {
  return JSON.stringify([client, date, title, author, answers])
}

/**
 * The old notes that were brought in before, as far as this member can read them: a file that is read twice, or went
 * in by half, brings nothing twice. The server could not tell, because it cannot read what they say.
 */
export function broughtBefore(notes: Taken[]): Set<string> {
  return new Set(
    notes.flatMap(({ row, body }) => (body.source ? [samenessOf(row.client, body)] : []))
  )
}

function samenessOf(client: string, { date, title, source, template, answers: given }: NoteBody) {
  const answers = template.sections.map(({ id, label }): [string, string] => [
    label,
    String(given[id]),
  ])
  return sameness({ client, date, title, author: source!.author, answers })
}
