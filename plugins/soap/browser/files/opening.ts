import { encryptedFiles, type Enveloped, type FileKey } from '../../../keys/browser/api.ts'
import { NotSent } from '../keeping/server.ts'
import type { Attached } from '../notes/body.ts'
import { openFresh } from '../notes/opening.ts'

/** What is sealed into the envelope of a file. */
export const FILE = 'soap-file'

/** A file beside a note as it is on the server: encrypted, with the envelope that opens it. */
export async function fetchSealed(note: string, file: string): Promise<Enveloped> {
  const { unenveloped } = await encryptedFiles()
  const answer = await fetch(`/soap/notes/${note}/attachments/${file}`).catch(() => null)
  if (!answer?.ok || !answer.body) throw new NotSent('offline')
  return unenveloped(answer.body)
}

/**
 * The identity that opens a file.
 *
 * @param client about whom the note is
 * @throws what the vault throws
 */
export async function identityOf(envelope: string, { id }: Attached, client: string) {
  const { aboutFile } = await encryptedFiles()
  const about = aboutFile(envelope, { type: FILE, client, record: id })
  const { body } = await openFresh<FileKey>({ envelope, about })
  return body.identity
}

/**
 * The file itself.
 *
 * @throws Tampered when it is not the one that the note's author signed, whole and unchanged
 */
export async function openAttached(note: string, file: Attached, client: string): Promise<Blob> {
  const { envelope, sealed } = await fetchSealed(note, file.id)
  return openSealed(sealed, await identityOf(envelope, file, client), file)
}

export async function openSealed(sealed: Enveloped['sealed'], identity: string, file: Attached) {
  const { openFile } = await encryptedFiles()
  const stream = await openFile(sealed, identity, file.sha256)
  return new Response(stream, { headers: { 'Content-Type': file.type } }).blob()
}
