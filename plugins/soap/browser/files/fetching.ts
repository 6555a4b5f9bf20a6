import { NotSent } from '../keeping/server.ts'

/** The bytes of a file beside a note, as they are on the server: encrypted. */
export async function fetchSealed(note: string, file: string) {
  const answer = await fetch(`/soap/notes/${note}/attachments/${file}`).catch(() => null)
  if (!answer?.ok || !answer.body) throw new NotSent('offline')
  return answer.body
}
