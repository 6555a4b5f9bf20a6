import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** 50 MB of content, and what the age format adds to it: 16 bytes for each 64 KiB, and a header. */
const LARGEST = 50 * 1024 * 1024 + 20 * 1024
const AGE = Buffer.from('age-encryption.org/v1\n')

/** A file on its way from the wire to the disk, never whole in memory. It must be an age file from its first byte. */
export class Upload {
  static Refused = class extends Error {
    constructor(readonly status: 413 | 422) {
      super('The upload was refused')
    }
  }

  private size = 0
  private head = Buffer.alloc(0)

  constructor(private source: Readable) {}

  /**
   * @returns how many bytes came
   * @throws Upload.Refused
   */
  async into(target: Writable) {
    await pipeline(this.source, this.checked, target)
    if (this.head.length < AGE.length) throw new Upload.Refused(422)
    return this.size
  }

  private checked = async function* (this: Upload, chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      this.look(chunk)
      yield chunk
    }
  }.bind(this)

  private look(chunk: Buffer) {
    this.size += chunk.length
    if (this.size > LARGEST) throw new Upload.Refused(413)
    if (this.head.length >= AGE.length) return
    this.head = Buffer.concat([this.head, chunk]).subarray(0, AGE.length)
    if (!AGE.subarray(0, this.head.length).equals(this.head)) throw new Upload.Refused(422)
  }
}
