import type { AddendumBody, NoteBody } from '../notes/body.ts'
import type { Taken } from './collecting.ts'
import type { Enclosed } from './files.ts'

/** A note for another program, or for a reader: everything that it says and who signed it when. */
export type PlainNote = {
  id: string
  client: string
  author: string
  begunAt: string
  finalAt: string | null
  isSigned: boolean
  note: NoteBody
  addenda: { author: string; at: string; addendum: AddendumBody }[]
}
export type PlainNotes = { format: 'fortrolig-notes-1'; takenAt: string; notes: PlainNote[] }

export function plainNotes(taken: Taken[]): PlainNotes {
  return {
    format: 'fortrolig-notes-1',
    takenAt: new Date().toISOString(),
    notes: taken.map(plainNote),
  }
}

/**
 * The same as a file of JSON for another program, with the files beside the notes under `files`, in base64 by their
 * ids. It is put together from pieces: with files it can be longer than a text may be.
 */
export function jsonFile(plain: PlainNotes, files: Enclosed[]) {
  const text = JSON.stringify(plain, null, 2)
  const entries = files.flatMap(({ id, base64 }, index) => [
    `${index ? ',' : ''}\n    ${JSON.stringify(id)}: "`,
    base64,
    '"',
  ])
  const enclosed = [
    text.slice(0, text.lastIndexOf('\n}')),
    ',\n  "files": {',
    ...entries,
    '\n  }\n}\n',
  ]
  return new Blob(enclosed, { type: 'application/json' })
}

function plainNote({ row, clientName, body, addenda }: Taken): PlainNote {
  return {
    id: row.id,
    client: clientName,
    author: row.author.name,
    begunAt: row.createdAt,
    finalAt: row.finalisedAt,
    isSigned: row.finalisedBy === 'author',
    note: body,
    addenda: addenda.map(({ row: added, body: addendum }) => ({
      author: added.author.name,
      at: added.createdAt,
      addendum,
    })),
  }
}
