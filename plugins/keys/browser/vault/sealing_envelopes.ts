import { type Bytes, isSame } from '../crypto/bytes.ts'
import { bytesInside, packSigned, type Packed, readCover } from '../crypto/envelopes.ts'
import { DamagedNotes, NotAReader, Tampered } from '../crypto/faults.ts'
import { inPortions } from './batches.ts'
import { circleAsked } from './opening.ts'
import { Pace, type Runner, sideBySide } from './pace.ts'
import type { Watched } from './progress.ts'
import { type Parcel, shareOut } from './parcel.ts'
import { server } from './server.ts'
import type { Shelf } from './shelf.ts'
import type { EnvelopesAnswer, PackedRow, SealedRow } from './wire.ts'

/** So many circles are asked for at once: as much as one answer holds, mostly. */
const CIRCLES = 20
/** So many envelopes at the least, and at the most. */
const [LEAST, MOST] = [10, 1000]

const NOTHING: Bytes = new Uint8Array()

/**
 * Encrypts anew what lies under record keys that somebody may know. Each envelope was opened under its new key, and
 * compared, before the server puts it in the place of the old one. What is done is with the server: it can be stopped
 * after each portion, and goes on in any browser of any reader.
 *
 * @param shelf loaded, with circles whose record keys were renewed
 * @throws DamagedNotes when an envelope did not open; it is left as it is, and the others are encrypted anew
 */
export async function sealEnvelopesAnew(shelf: Shelf, { tell, signal }: Watched) {
  const exposed = shelf.all.filter(({ isExposed }) => isExposed).map(({ id }) => id)
  const queue = new Queue(exposed, (done) => tell({ step: 'sealing', done, total: exposed.length }))
  const pace = new Pace(LEAST, MOST)
  const damaged = new Set<string>()
  await sideBySide(() => sealer(queue, pace, shelf, damaged), signal)
  if (damaged.size && !signal.aborted) throw new DamagedNotes([...damaged])
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

  /** @param count none of them if it is less than one */
  next(count: number): string[] {
    const from = this.begun
    this.begun += Math.max(count, 0)
    return this.circles.slice(from, this.begun)
  }

  finish(count: number) {
    this.done += count
    if (count) this.tell(this.done)
  }
}

/** Seals what the server has handed out, and gets the next for it. */
function sealer(queue: Queue, pace: Pace, shelf: Shelf, damaged: Set<string>): Runner {
  let circles: string[] = []
  let parcel: Parcel<EnvelopesAnswer> = { said: { envelopes: [], left: [] }, bytes: NOTHING }
  return () =>
    pace.timed(parcel.said.envelopes.length, async () => {
      const { left } = parcel.said
      const { sealed, stuck, closed } = await sealAll(parcel, shelf)
      for (const id of closed) damaged.add(id)
      const going = left.filter((circle) => !stuck.has(circle))
      queue.finish(circles.length - going.length)
      const most = pace.next
      circles = [...going, ...queue.next(Math.min(CIRCLES, most) - going.length)]
      const next = { circles, most }
      const envelopes = sealed.map(({ row }) => row)
      const bytes = sealed.map((each) => each.bytes)
      parcel = await server.sealedAnew({ envelopes, next }, bytes)
      return circles.length > 0
    })
}

type Sealed = { row: SealedRow; bytes: Bytes }

/** @returns `closed` what does not open; `stuck` the circles of which nothing did: it would come back for ever */
async function sealAll({ said: { envelopes }, bytes }: Parcel<EnvelopesAnswer>, shelf: Shelf) {
  const sealed: Sealed[] = []
  const stuck = new Set(envelopes.map(({ circle }) => circle))
  const closed: string[] = []
  await inPortions(shareOut(envelopes, bytes), async (row) => {
    try {
      sealed.push(await underNewest(row, shelf))
      stuck.delete(row.circle)
    } catch (error) {
      if (!(error instanceof Tampered || error instanceof NotAReader)) throw error
      closed.push(row.id)
    }
  })
  return { sealed, stuck, closed }
}

/**
 * What is inside is not looked at: whose signature it is, and that it says the same as the cover, is for whoever reads it to see,
 * before the rotation and after it. It stays the same, byte for byte.
 */
async function underNewest(
  { kind, id, about, ...packed }: PackedRow & Packed,
  shelf: Shelf
): Promise<Sealed> {
  const cover = readCover(packed.header)
  const circle = circleAsked(cover, about, shelf)
  const inside = await bytesInside(circle.openingKey(cover.circleVersion), packed)
  const { header, bytes } = await packSigned(circle.sealingKey, circle, cover.binding, inside)
  const again = await bytesInside(circle.openingKey(circle.version), { header, bytes })
  if (!isSame(again, inside)) throw new Tampered('not the same any more')
  return { row: { kind, id, version: about.version, header, length: bytes.length }, bytes }
}
