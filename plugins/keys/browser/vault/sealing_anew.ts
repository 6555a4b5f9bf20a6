import { isSame } from '../crypto/bytes.ts'
import { bytesInside, openRecord, readEnvelope, resealRecord } from '../crypto/envelopes.ts'
import { NotAReader, Tampered } from '../crypto/faults.ts'
import { inPortions } from './batches.ts'
import { asAsked } from './opening.ts'
import { Pace, type Runner, sideBySide } from './pace.ts'
import type { Watched } from './progress.ts'
import { server } from './server.ts'
import type { Shelf } from './shelf.ts'
import type { ToOpen } from './records.ts'
import type { EnvelopeRow, EnvelopesAnswer, SealedEnvelope } from './wire.ts'

/** So many circles are asked for at once: as much as one answer holds, mostly. */
const CIRCLES = 10
/** So many envelopes at the least, and at the most. */
const [LEAST, MOST] = [10, 200]

/**
 * Encrypts anew what lies under record keys that somebody may know. Each envelope was opened under its new key, and
 * compared, before the server puts it in the place of the old one. What is done is with the server: it can be stopped
 * after each portion, and goes on in any browser of any reader.
 *
 * @param shelf loaded, with circles whose record keys were renewed
 * @throws Tampered when an envelope did not open; it is left as it is, and the others are encrypted anew
 */
export async function sealAnew(shelf: Shelf, { tell, signal }: Watched) {
  const exposed = shelf.all.filter(({ isExposed }) => isExposed).map(({ id }) => id)
  const queue = new Queue(exposed, (done) => tell({ step: 'sealing', done, total: exposed.length }))
  const pace = new Pace(LEAST, MOST)
  const faults: Error[] = []
  await sideBySide(() => sealer(queue, pace, shelf, faults), signal)
  if (faults.length && !signal.aborted) throw faults[0]
}

/** The circles that nobody has begun with, and how many are done. */
class Queue {
  private begun = 0
  private done = 0

  constructor(
    private circles: string[],
    private tell: (done: number) => void
  ) {
    tell(0)
  }

  next(count: number): string[] {
    this.begun += count
    return this.circles.slice(this.begun - count, this.begun)
  }

  finish(count: number) {
    this.done += count
    if (count) this.tell(this.done)
  }
}

/** Seals what the server has handed out, and gets the next for it. */
function sealer(queue: Queue, pace: Pace, shelf: Shelf, faults: Error[]): Runner {
  let circles: string[] = []
  let { envelopes, left }: EnvelopesAnswer = { envelopes: [], left: [] }
  return () =>
    pace.timed(envelopes.length, async () => {
      const { sealed, stuck, fault } = await sealAll(envelopes, shelf)
      if (fault) faults.push(fault)
      const going = left.filter((circle) => !stuck.has(circle))
      queue.finish(circles.length - going.length)
      circles = [...going, ...queue.next(CIRCLES - going.length)]
      const next = { circles, most: pace.next }
      ;({ envelopes, left } = await server.sealedAnew({ envelopes: sealed, next }))
      return circles.length > 0
    })
}

/** @returns `stuck` the circles of which nothing opened: it would come back for ever */
async function sealAll(rows: EnvelopeRow[], shelf: Shelf) {
  const sealed: SealedEnvelope[] = []
  const stuck = new Set(rows.map(({ circle }) => circle))
  let fault: Error | null = null
  await inPortions(rows, async (row) => {
    try {
      const { kind, id, about, circle } = row
      sealed.push({ kind, id, version: about.version, envelope: await underNewest(row, shelf) })
      stuck.delete(circle)
    } catch (error) {
      if (!(error instanceof Tampered || error instanceof NotAReader)) throw error
      fault = new Tampered('does not open')
    }
  })
  return { sealed, stuck, fault }
}

/** Whose signature is inside is for its readers to look at: it stays whose it is. */
async function underNewest(item: ToOpen, shelf: Shelf): Promise<string> {
  const { envelope, circle } = asAsked(item, shelf)
  const { signed } = await openRecord(circle.openingKey(envelope.circleVersion), envelope)
  const anew = await resealRecord(circle.sealingKey, circle, envelope.binding, signed.bytes)
  const again = await bytesInside(circle.openingKey(circle.version), readEnvelope(anew))
  if (!isSame(again, signed.bytes)) throw new Tampered('not the same any more')
  return anew
}
