import { NotAReader, Tampered, UnknownSigner } from '../../../keys/browser/api.ts'
import { inBase64 } from '../files/base64.ts'
import { FileFault } from '../files/faults.ts'
import { identityOf, openSealed, withSealed } from '../files/opening.ts'
import type { Attached } from '../notes/body.ts'
import type { Taken } from './collecting.ts'

/** A file that goes along, in base64, and what opens it if it is not open. */
export type Enclosed = { id: string; base64: Blob; envelope: string; identity: string }

/** `left`: those that do not open, or that the server has no more. They do not keep the others from it. */
export type Enclosure = { files: Enclosed[]; left: Attached[] }

/** How many files are beside these notes, and how large they are together. */
export function filesBeside(notes: Taken[]) {
  const files = notes.flatMap(({ body }) => body.attachments)
  return { count: files.length, size: files.reduce((sum, { size }) => sum + size, 0) }
}

/** The files beside these notes as the server has them. */
export function encloseSealed(notes: Taken[], onProgress: (count: number) => void) {
  return enclose(notes, onProgress, async (stream) => stream)
}

/** The files themselves. */
export function encloseOpened(notes: Taken[], onProgress: (count: number) => void) {
  return enclose(notes, onProgress, async (stream, identity, file) => {
    const opened = await openSealed(stream, identity, file)
    return opened.stream()
  })
}

type Stream = ReadableStream<Uint8Array>

async function enclose(
  notes: Taken[],
  onProgress: (count: number) => void,
  made: (stream: Stream, identity: string, file: Attached) => Promise<Stream>
): Promise<Enclosure> {
  const files: Enclosed[] = []
  const left: Attached[] = []
  for (const { row, body } of notes)
    for (const file of body.attachments) {
      const one = await withSealed(row.id, file.id, async ({ envelope, sealed }) => {
        const identity = await identityOf(envelope, file, row.client)
        const base64 = await inBase64(await made(sealed, identity, file))
        return { id: file.id, base64, envelope, identity }
      }).catch(orNull)
      if (one) files.push(one)
      else left.push(file)
      onProgress(files.length + left.length)
    }
  return { files, left }
}

/** What is wrong with this one alone. What stands in the way of all of them stops it. */
function orNull(fault: unknown) {
  const isOfOne = [Tampered, NotAReader, UnknownSigner, FileFault].some(
    (kind) => fault instanceof kind
  )
  if (isOfOne) return null
  throw fault
}
