import type { AddendumBody, NoteBody } from '../notes/body.ts'
import type { Taken } from './collecting.ts'

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

function plainNote({ row, clientName, body, addenda }: Taken): PlainNote {
  return {
    id: row.id,
    client: clientName,
    author: row.author.name,
    begunAt: row.createdAt,
    finalAt: row.finalisedAt,
    isSigned: row.finalisedBy === 'author',
    note: withoutKeys(body),
    addenda: addenda.map(({ row: added, body: addendum }) => ({
      author: added.author.name,
      at: added.createdAt,
      addendum,
    })),
  }
}

/** What opens the files beside a note stays here: the files are not in it. */
function withoutKeys(body: NoteBody): NoteBody {
  return { ...body, attachments: body.attachments.map((file) => ({ ...file, identity: '' })) }
}
