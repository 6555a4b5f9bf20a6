import { sha256 } from '@noble/hashes/sha2.js'
import { hex } from './bytes.ts'

type Chunk = Uint8Array<ArrayBuffer>

/**
 * SHA-256 of bytes as they stream by, in hexadecimal as `sha256sum` prints it. WebCrypto wants all of them at once, and a
 * file is never whole in memory.
 */
export class Digest {
  private hash = sha256.create()

  update(bytes: Uint8Array) {
    this.hash.update(bytes)
    return this
  }

  /** Lets everything through, and looks at it. */
  watch(stream: ReadableStream<Uint8Array>): ReadableStream<Chunk> {
    const watching = new TransformStream<Uint8Array, Chunk>({
      transform: (chunk, controller) => {
        this.update(chunk)
        controller.enqueue(chunk as Chunk)
      },
    })
    return stream.pipeThrough(watching)
  }

  /** When all has come. */
  get bytes(): Chunk {
    return Uint8Array.from(this.hash.clone().digest())
  }

  get hex() {
    return hex(this.bytes)
  }
}
