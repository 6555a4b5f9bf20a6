import type Member from '#models/member'
import { circlesReadBy } from '../../keys/api.js'
import Envelope from './envelope.js'
import Note from './note.js'
import { handed } from './told.js'

/**
 * These notes with their newest envelopes, as far as this member is among the readers: whoever is not gets no
 * envelope to keep for the day on which a key is lost.
 */
export async function handOut(notes: Note[], member: Member) {
  const envelopes = await newestOf(notes, member)
  return notes.map((note) => handed(note, envelopes.get(note.id)))
}

async function newestOf(notes: Note[], member: Member) {
  const ids = notes.map(({ id }) => id)
  const envelopes = await Envelope.query()
    .select('soap_envelopes.*')
    .join('soap_notes', (join) =>
      join
        .on('soap_notes.id', 'soap_envelopes.note_id')
        .andOn('soap_notes.version', 'soap_envelopes.version')
    )
    .whereIn('soap_notes.id', ids)
    .whereIn('soap_envelopes.circle', circlesReadBy(member))
  return new Map(envelopes.map((envelope) => [envelope.noteId, envelope]))
}

/** A page of all notes, the oldest first, for a search in the browser. */
export async function pageOfNotes(after: string, size: number) {
  return Note.query().where('id', '>', after).orderBy('id').limit(size)
}
