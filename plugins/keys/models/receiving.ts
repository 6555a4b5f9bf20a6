import type { Readable } from 'node:stream'
import { type Bytes, concat } from '../browser/crypto/bytes.ts'
import { shareOut, unpack } from '../browser/vault/parcel.ts'
import { EnvelopeRefused } from './refused.js'

/** More than any portion has: one envelope has 256 KiB at the most, and many have 2 MB together. */
const LARGEST = 4 * 1024 * 1024

/**
 * Takes a parcel from the wire.
 *
 * @throws EnvelopeRefused when it is none
 */
export async function receiveParcel(source: Readable) {
  const body = await received(source)
  const { said, bytes } = orRefused(() => unpack<unknown>(body))
  const own = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const share = <Row extends { length: number }>(rows: Row[]) =>
    orRefused(() => shareOut(rows, own))
  return { said, share }
}

async function received(source: Readable): Promise<Bytes> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > LARGEST) throw new EnvelopeRefused('too_large')
    chunks.push(chunk)
  }
  return concat(...chunks)
}

function orRefused<Value>(work: () => Value): Value {
  try {
    return work()
  } catch {
    throw new EnvelopeRefused('not_an_envelope')
  }
}
