import { uuidv7 } from 'uuidv7'
import { type Circle, encryptedFiles, type FileKey, vault } from '../../../keys/browser/api.ts'
import { NotSent, type SendProblem } from '../keeping/server.ts'
import type { Attached } from '../notes/body.ts'
import { FILE } from './opening.ts'
import { withoutMetadata } from './pictures.ts'

type Watched = { sealing: (part: number) => void; sending: (part: number) => void }

/**
 * Encrypts a file and brings it to the server, beside a note that is there already.
 *
 * @returns what the note has to say of it
 * @throws NotSent | FileFault, and what the vault throws
 */
export async function attach(
  chosen: File,
  { note, circle }: { note: string; circle: Circle },
  { sealing, sending }: Watched
): Promise<Attached> {
  const { file, thumbnail } = await withoutMetadata(chosen)
  const { counting, enveloped, sealAside, send } = await encryptedFiles()
  const id = uuidv7()
  const counted = counting(file.stream(), (bytes) => sealing(bytes / file.size))
  const { identity, sha256, file: sealed, remove } = await sealAside(counted)
  try {
    const body: FileKey = { format: 1, name: chosen.name, identity }
    const about = { type: FILE, client: circle.client, record: id, version: 1 }
    const content = enveloped(await vault.seal({ ...about, circle, body }), sealed)
    const path = `/soap/notes/${note}/attachments?id=${id}`
    const status = await send({ method: 'POST', path, content }, { tell: sending })
    if (status !== 201) throw new NotSent(problemOf(status))
  } finally {
    await remove()
  }
  return { id, name: chosen.name, type: file.type, size: file.size, sha256, thumbnail }
}

function problemOf(status: number): SendProblem {
  // Who is signed out is led to a page: what comes back is that page.
  if (status === 200) return 'signed_out'
  return status === 0 || status >= 500 ? 'offline' : 'refused'
}
