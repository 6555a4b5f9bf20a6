import { DamagedNotes, NotAll, Refused, Stale, Tampered } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { makePin } from '../crypto/pins.ts'
import type { Circle } from './circle.ts'
import { orStopped, Pace, sideBySide } from './pace.ts'
import type { Watched } from './progress.ts'
import { keepPin, retire } from './registry.ts'
import { Ring } from './ring.ts'
import { sealEnvelopesAnew } from './sealing_envelopes.ts'
import { sealFilesAnew } from './sealing_files.ts'
import { server } from './server.ts'
import { Shelf } from './shelf.ts'
import type { CardsAnswer, CircleRow } from './wire.ts'

/** So many circles go at once at the least, and as many as the server takes. */
const [LEAST, MOST] = [20, 100]

/**
 * What becomes of the key that goes. `stays`: a reader beside the one that comes. `replaced`: it is taken out, because its
 * owner has the other. `renewed`: somebody else may have it, so that the circle gets a new record key besides. `dismissed`:
 * the same because its owner works here no more; what they have read they were to read, so it stays as it is. `gone`: it was
 * somebody else's, who hands over by themselves; where it is out of reach already, what it opened is encrypted anew.
 */
export type Leaving = 'stays' | 'replaced' | 'renewed' | 'dismissed' | 'gone'

export type Handover = { from: string; to: string; leaving: Leaving }

/**
 * Hands over from one key to another, some circles at once. What was done is with the server and needs no memory here, so
 * it can be stopped in between, and goes on in any browser. The old wrap goes only after the circle, as the server has it
 * now, was verified and opened again. First every circle is out of reach of a key that was seen; then what lies under the
 * record keys that it opened is encrypted anew.
 *
 * @param shelf of keys that open the circles
 * @returns whether it is done; false when it was stopped
 * @throws NotPinned when a reader's key must be compared first
 * @throws NotAll when a circle, an envelope or a file was not right; the others are handed over
 */
export async function handOver(
  shelf: Shelf,
  handover: Handover,
  watched: Watched
): Promise<boolean> {
  const { from, leaving } = handover
  const { signal } = watched
  // Nothing is believed, nor renewed, before the recovery key was compared.
  void shelf.ring.recovery
  const rows = await orStopped(shelf.rows(), signal)
  if (rows) await handOverThese(rows, shelf, handover, watched)
  const isSeen = leaving === 'renewed' || leaving === 'gone'
  const damaged = isSeen && !signal.aborted ? await encryptAnew(shelf, watched) : []
  if (signal.aborted) return false
  // What is not right is left as it is, and somebody must hear of it.
  const faults = [...shelf.allBroken.map(({ fault }) => fault), ...damaged]
  if (faults.length) throw new NotAll(faults)
  if (leaving === 'replaced' || leaving === 'renewed') await retire(from)
  return true
}

/**
 * What is not right among the envelopes does not keep the files from it.
 *
 * @returns what does not open
 */
async function encryptAnew(shelf: Shelf, watched: Watched): Promise<Error[]> {
  const damaged: Error[] = []
  for (const step of [sealEnvelopesAnew, sealFilesAnew]) {
    if (watched.signal.aborted) break
    await step(shelf, watched).catch((fault) => {
      if (!(fault instanceof DamagedNotes || fault instanceof NotAll)) throw fault
      damaged.push(...(fault instanceof NotAll ? fault.faults : [fault]))
    })
  }
  return damaged
}

/** Opens them portion by portion: while the server takes the first ones, the browser opens the next. */
async function handOverThese(
  rows: CircleRow[],
  shelf: Shelf,
  handover: Handover,
  { tell, signal }: Watched
) {
  const total = rows.length
  const pace = new Pace(LEAST, MOST)
  let [begun, done] = [0, 0]
  tell({ step: 'handing', done, total })
  const runner = () => async () => {
    const portion = rows.slice(begun, begun + pace.next)
    begun += portion.length
    await pace.timed(portion.length, async () => {
      const circles = await shelf.openCircles(portion)
      const left = circles.filter((circle) => isLeft(circle, handover))
      if (left.length) await handOverAll(left, shelf, handover, signal)
    })
    done += portion.length
    tell({ step: 'handing', done, total })
    return begun < total
  }
  await sideBySide(runner, signal)
}

function isLeft({ readers }: Circle, { from, to, leaving }: Handover) {
  if (leaving === 'gone') return false
  return readers.includes(from) && !(leaving === 'stays' && readers.includes(to))
}

/** If something is wrong with one of them the server takes none: then each goes by itself, and the others are done. */
async function handOverAll(
  circles: Circle[],
  shelf: Shelf,
  handover: Handover,
  signal: AbortSignal
) {
  try {
    await handOverOnce(circles, shelf, handover, signal)
  } catch (fault) {
    const isOfOne = fault instanceof Stale || fault instanceof Refused
    if (!isOfOne || circles.length === 1) throw fault
    for (const { id } of circles)
      if (!signal.aborted) await handOverOnce([shelf.find(id)!], shelf, handover, signal)
  }
}

async function handOverOnce(
  circles: Circle[],
  shelf: Shelf,
  { from, to, leaving }: Handover,
  signal: AbortSignal
) {
  const isRenewed = leaving === 'renewed' || leaving === 'dismissed'
  const heirs = (circle: Circle) =>
    isRenewed ? [...new Set([to, ...keysOfReaders(circle, from, shelf)])] : [to]
  const shared = await join(circles, heirs, shelf)
  // Both keys read them now: who goes on another time begins here.
  if (signal.aborted) return
  const left = shared.filter(({ readers }) => readers.includes(from))
  if (isRenewed) await shelf.goOn(left, (circle) => shelf.renewing(circle, heirs(circle)))
  else if (leaving === 'replaced') await shelf.goOn(left, (each) => shelf.dropping(each, from))
}

/** Lets these keys in where they are no readers yet. */
async function join(circles: Circle[], keysFor: (circle: Circle) => string[], shelf: Shelf) {
  const missing = (circle: Circle) => keysFor(circle).filter((id) => !circle.readers.includes(id))
  const without = circles.filter((circle) => missing(circle).length)
  await shelf.goOn(without, (circle) => shelf.adding(circle, missing(circle)))
  const shared = circles.map(({ id }) => shelf.find(id)!)
  if (shared.some((circle) => missing(circle).length)) throw new Tampered('a new reader is missing')
  return shared
}

/**
 * The keys that the readers of a circle have today, without the one that goes: who has left gets nothing new, and a reader
 * who is on the way to a new key, the recovery key too, gets it with that one.
 */
function keysOfReaders({ readers }: Circle, from: string, { ring }: Shelf) {
  const owners = readers.filter((id) => id !== from).map((id) => ring.keys.get(id)?.member)
  return [...ring.keys.values()]
    .filter(({ member, isRetired, hasLeft }) => owners.includes(member) && !isRetired && !hasLeft)
    .map(({ id }) => id)
}

/**
 * What the current key and the one before it open together.
 *
 * @param isTrusted whether what the member compared with the one before still counts: after a suspicion somebody else could
 *   have signed that as well
 */
export async function shelfOfBoth(
  current: Keys,
  former: Keys,
  { clinic, isTrusted }: { clinic: string; isTrusted: boolean }
): Promise<Shelf> {
  const keys = [current, former]
  const answer = await server.cards()
  if (isTrusted) answer.pins.push(...(await carryPins(answer, current, former, clinic)))
  return new Shelf(keys, await Ring.read(answer, keys, clinic))
}

/** What the member's key opens. */
export async function shelfOf(keys: Keys, clinic: string): Promise<Shelf> {
  return new Shelf([keys], await Ring.read(await server.cards(), [keys], clinic))
}

/**
 * What the recovery key opens.
 *
 * @param compared the key that takes over; whoever types in the recovery key has compared its fingerprint
 */
export async function shelfOfRecovery(keys: Keys, clinic: string, compared: string) {
  const ring = await Ring.read(await server.cards(), [keys], clinic)
  const key = ring.keys.get(compared)
  if (key) key.isPinned = true
  return new Shelf([keys], ring, keys.id)
}

/** Signs anew, with the current key, that the member had compared these keys. */
async function carryPins(answer: CardsAnswer, current: Keys, former: Keys, clinic: string) {
  const [before, now] = await Promise.all(
    [former, current].map((keys) => Ring.read(answer, [keys], clinic))
  )
  const pins: string[] = []
  for (const key of before.keys.values())
    if (key.isPinned && !key.isRetired && key.id !== current.id && !now.keys.get(key.id)?.isPinned)
      pins.push(await makePin(current, key))
  for (const pin of pins) await keepPin(pin)
  return pins
}
