import { inBase64 } from '../files/base64.ts'
import { identityOf, openSealed, withSealed } from '../files/opening.ts'
import type { Attached } from '../notes/body.ts'
import type { Taken } from './collecting.ts'

/** A file that goes along, in base64, and what opens it if it is not open. */
export type Enclosed = { id: string; base64: Blob; envelope: string; identity: string }

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
) {
  const enclosed: Enclosed[] = []
  for (const { row, body } of notes)
    for (const file of body.attachments) {
      const one = await withSealed(row.id, file.id, async ({ envelope, sealed }) => {
        const identity = await identityOf(envelope, file, row.client)
        const base64 = await inBase64(await made(sealed, identity, file))
        return { id: file.id, base64, envelope, identity }
      })
      enclosed.push(one)
      onProgress(enclosed.length)
    }
  return enclosed
}
