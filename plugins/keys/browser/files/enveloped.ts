import { readEnvelope } from '../crypto/envelopes.ts'
import { concat, textOf } from '../crypto/bytes.ts'
import { Tampered } from '../crypto/faults.ts'
import type { About } from '../vault/records.ts'

type Stream = ReadableStream<Uint8Array>

/** What is in the envelope of a file: how it is called, and the identity (age) that opens it. */
export type FileKey = { format: 1; name: string; identity: string }

/** A file as it lies on a server: its envelope, which says what opens it, and the age file. */
export type Enveloped = { envelope: string; sealed: Stream }

/** Longer than the envelope of a file is. */
const LONGEST = 16 * 1024
const LINE_FEED = 10

/** A file on its way: its envelope, a line feed, the age file. So the two always belong together, whoever writes meanwhile. */
export function enveloped(envelope: string, sealed: Blob): Blob {
  return new Blob([envelope, '\n', sealed])
}

/**
 * Takes the two apart, as they stream in.
 *
 * @throws Tampered
 */
export async function unenveloped(stream: Stream): Promise<Enveloped> {
  const reader = stream.getReader()
  let head: Uint8Array = new Uint8Array()
  let end = -1
  while (end < 0) {
    const { done, value } = await reader.read()
    if (done || head.length > LONGEST) throw new Tampered('no envelope')
    head = concat(head, value)
    end = head.indexOf(LINE_FEED)
  }
  return { envelope: textOf(head.subarray(0, end)), sealed: restOf(reader, head.slice(end + 1)) }
}

/** What the envelope of a file must be about. Its version is its own: which file it opens its author has signed. */
export function aboutFile(envelope: string, about: Omit<About, 'version'>): About {
  return { ...about, version: readEnvelope(envelope).binding.version }
}

function restOf(reader: ReadableStreamDefaultReader<Uint8Array>, first: Uint8Array): Stream {
  return new ReadableStream<Uint8Array>({
    start: (controller) => (first.length ? controller.enqueue(first) : undefined),
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
