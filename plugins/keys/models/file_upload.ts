import { createHash } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** 50 MB of content, and what the age format adds to it: 16 bytes for each 64 KiB, and a header. */
const LARGEST = 50 * 1024 * 1024 + 20 * 1024
/** What opens a file is no longer than a few lines. */
const LONGEST_LINE = 16 * 1024
const AGE = Buffer.from('age-encryption.org/v1\n')
const DIGEST = /^sha-256=:([A-Za-z0-9+/]{43}=):$/

/**
 * A file on its way from the wire to the disk, never whole in memory: its envelope, a line feed, and an age file, which it
 * must be from the first byte.
 */
export class FileUpload {
  static Refused = class extends Error {
    constructor(readonly status: 413 | 422) {
      super('The upload was refused')
    }
  }

  private size = 0
  private head = Buffer.alloc(0)
  private rest = Buffer.alloc(0)
  private hash = createHash('sha256')

  /** @param digest what all of it is said to be (RFC 9530), or empty where that must be said; anything else is not taken */
  constructor(
    private source: Readable,
    private digest?: string
  ) {}

  /**
   * What comes first, so that it can be looked at before the rest is taken.
   *
   * @throws FileUpload.Refused
   */
  async envelope(): Promise<string> {
    let line = Buffer.alloc(0)
    for await (const chunk of this.chunks()) {
      line = Buffer.concat([line, chunk])
      const end = line.indexOf('\n')
      if (end < 0 && line.length <= LONGEST_LINE) continue
      if (end < 0) break
      this.rest = line.subarray(end + 1)
      return line.toString('latin1', 0, end)
    }
    throw new FileUpload.Refused(422)
  }

  /**
   * @returns how many bytes the age file has
   * @throws FileUpload.Refused
   */
  async into(target: Writable): Promise<number> {
    await pipeline(this.checked, target)
    if (this.head.length < AGE.length) throw new FileUpload.Refused(422)
    if (this.digest !== undefined && !this.isAsSaid(this.digest)) throw new FileUpload.Refused(422)
    return this.size
  }

  /** Lets the rest go by, so that whoever sends it hears the answer. */
  ignore() {
    this.source.resume()
  }

  private isAsSaid(digest: string) {
    const [, said] = DIGEST.exec(digest) ?? []
    return said === this.hash.digest('base64')
  }

  private checked = async function* (this: FileUpload) {
    yield this.looked(this.rest)
    for await (const chunk of this.chunks()) yield this.looked(chunk)
  }.bind(this)

  private looked(chunk: Buffer) {
    this.size += chunk.length
    if (this.size > LARGEST) throw new FileUpload.Refused(413)
    if (this.head.length < AGE.length) {
      this.head = Buffer.concat([this.head, chunk]).subarray(0, AGE.length)
      if (!AGE.subarray(0, this.head.length).equals(this.head)) throw new FileUpload.Refused(422)
    }
    return chunk
  }

  /** Two go through it one after the other: it is not over when the first has what it wants. */
  private async *chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of this.source.iterator({ destroyOnReturn: false })) {
      this.hash.update(chunk)
      yield chunk
    }
  }
}
