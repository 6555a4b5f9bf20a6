import { type Content, type NoteRow, reach } from './server.ts'

/** A note as the server has it now. */
export async function newestOf(note: string): Promise<NoteRow> {
  const content = await reach<Content>('GET', `/notes/${note}/content`)
  return content.note
}
