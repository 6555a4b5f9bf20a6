import { encryptedFiles, type Enveloped, type FileKey } from '../../../keys/browser/api.ts'
import { NotSent } from '../keeping/server.ts'
import type { Attached } from '../notes/body.ts'
import { openFresh } from '../notes/opening.ts'
import { FileFault } from './faults.ts'

/** What is sealed into the envelope of a file. */
export const FILE = 'soap-file'

/**
 * Does something with a file beside a note as it is on the server: encrypted, with the envelope that opens it. It has to be
 * read to its end in there.
 *
 * @throws NotSent | FileFault | Tampered, and what the work throws
 */
export async function withSealed<Result>(
  note: string,
  file: string,
  work: (sealed: Enveloped) => Promise<Result>
): Promise<Result> {
  const { Source, unenveloped } = await encryptedFiles()
  const source = new Source(await fetchFrom(`/soap/notes/${note}/attachments/${file}`))
  try {
    return await work(await unenveloped(source.stream))
  } catch (fault) {
    await source.giveUp()
    // A connection that is gone looks like a file that was cut.
    throw source.isBroken ? new NotSent('offline') : fault
  }
}

async function fetchFrom(path: string) {
  // Who is not signed in any more is sent to the sign-in: that must not look like a file.
  const answer = await fetch(path, { redirect: 'manual' }).catch(() => null)
  if (answer?.type === 'opaqueredirect' || answer?.status === 401) throw new NotSent('signed_out')
  if (answer?.status === 404 || answer?.status === 410) throw new FileFault('gone')
  if (!answer?.ok || !answer.body) throw new NotSent('offline')
  return answer.body
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
 * @throws NotSent | FileFault, and what the vault throws
 */
export function openAttached(note: string, file: Attached, client: string): Promise<Blob> {
  return withSealed(note, file.id, async ({ envelope, sealed }) =>
    openSealed(sealed, await identityOf(envelope, file, client), file)
  )
}

/** @throws Tampered also where the note says nothing of the digest: then nobody has signed which file it is */
export async function openSealed(sealed: Enveloped['sealed'], identity: string, file: Attached) {
  const { blobOf, openFile } = await encryptedFiles()
  return blobOf(await openFile(sealed, identity, file.sha256), file.type)
}
