import type Envelope from './envelope.js'
import type Note from './note.js'

/** What the server can tell of a note, to whoever may know that it is there. */
export function toldOf(note: Note) {
  return {
    id: note.id,
    client: note.clientId,
    appointment: note.appointmentId,
    parent: note.noteId,
    author: { id: note.authorId, name: note.authorName },
    version: note.version,
    circle: note.circle,
    createdAt: note.createdAt.toISO(),
    writtenAt: note.writtenAt.toISO(),
    finalisedAt: note.finalisedAt?.toISO() ?? null,
    finalisedBy: note.finalisedBy,
    digest: note.digest,
  }
}

/** The same with its newest envelope, or without one for who is not among its readers. */
export function handed(note: Note, envelope: Envelope | null | undefined) {
  return {
    ...toldOf(note),
    type: envelope?.type ?? null,
    sitting: envelope?.sitting ?? null,
    envelope: envelope?.envelope ?? null,
  }
}
