import Note from '../models/note.js'

/** Whom an address is about that names a note: a reason for seeing the client may be asked there too. */
export async function clientOfNote(params: Record<string, string>) {
  const { clientId } = await Note.findOrFail(params.note_id ?? params.id)
  return [clientId]
}
