import { Digest } from '../crypto/digest.ts'
import { sealFile } from '../crypto/files.ts'
import { type Aside, putAside } from './aside.ts'

/** An encrypted file that waits to be sent, the identity that opens it, made for it alone, and what it is. */
export type SealedAside = Aside & { identity: string; sha256: string }

/** A file as an age file. It streams through: neither the one nor the other is ever whole in memory. */
export async function sealAside(plain: ReadableStream<Uint8Array>): Promise<SealedAside> {
  const digest = new Digest()
  const { identity, file } = await sealFile(digest.watch(plain))
  const aside = await putAside(file)
  return { identity, sha256: digest.hex, ...aside }
}

/** Tells how many bytes have come by. */
export function counting(stream: ReadableStream<Uint8Array>, tell: (bytes: number) => void) {
  let done = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      done += chunk.length
      tell(done)
      controller.enqueue(chunk)
    },
  })
  return stream.pipeThrough(counter)
}
