import { ageFiles } from '../../../keys/browser/api.ts'
import { type Aside, putAside } from './aside.ts'

/** An encrypted file that waits to be sent, and the identity that opens it, made for it alone. */
export type SealedAside = Aside & { identity: string }

/** A file as an age file. It streams through: neither the one nor the other is ever whole in memory. */
export async function sealFile(
  plain: Blob,
  onProgress: (part: number) => void
): Promise<SealedAside> {
  const { sealFile: seal } = await ageFiles()
  const counted = plain.stream().pipeThrough(counting(plain.size, onProgress))
  const { identity, file } = await seal(counted)
  return { identity, ...(await putAside(file)) }
}

/** @throws when it is not the file that this identity was made for, whole and unchanged */
export async function openFile(sealed: ReadableStream<Uint8Array>, identity: string, type: string) {
  const { openFile: open } = await ageFiles()
  const stream = await open(sealed, identity)
  return new Response(stream, { headers: { 'Content-Type': type } }).blob()
}

/** Text as an age file that a passphrase opens. */
export async function sealText(text: string, passphrase: string) {
  const { sealFileForPassphrase } = await ageFiles()
  return sealFileForPassphrase(new Blob([text]).stream(), passphrase)
}

function counting(size: number, onProgress: (part: number) => void) {
  let done = 0
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.length
      onProgress(done / size)
      controller.enqueue(chunk)
    },
  })
}
