import { openFile } from '../files/age.ts'
import { inBase64 } from '../files/base64.ts'
import { fetchSealed } from '../files/fetching.ts'
import type { Attached } from '../notes/body.ts'
import type { Taken } from './collecting.ts'

/** A file that goes along, in base64. */
export type Enclosed = { id: string; base64: Blob }

/** How many files are beside these notes, and how large they are together. */
export function filesBeside(notes: Taken[]) {
  const files = notes.flatMap(({ body }) => body.attachments)
  return { count: files.length, size: files.reduce((sum, { size }) => sum + size, 0) }
}

/** The files beside these notes as the server has them: what opens them is in the notes. */
export function encloseSealed(notes: Taken[], onProgress: (count: number) => void) {
  return enclose(notes, onProgress, async (stream) => stream)
}

/** The files themselves. */
export function encloseOpened(notes: Taken[], onProgress: (count: number) => void) {
  return enclose(notes, onProgress, async (stream, { identity, type }) => {
    const opened = await openFile(stream, identity, type)
    return opened.stream()
  })
}

type Stream = ReadableStream<Uint8Array>

async function enclose(
  notes: Taken[],
  onProgress: (count: number) => void,
  made: (stream: Stream, file: Attached) => Promise<Stream>
) {
  const enclosed: Enclosed[] = []
  for (const { row, body } of notes)
    for (const file of body.attachments) {
      const stream = await made(await fetchSealed(row.id, file.id), file)
      enclosed.push({ id: file.id, base64: await inBase64(stream) })
      onProgress(enclosed.length)
    }
  return enclosed
}
