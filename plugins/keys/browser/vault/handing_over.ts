import { Tampered } from '../crypto/faults.ts'
import type { Keys } from '../crypto/key_pair.ts'
import { makePin } from '../crypto/pins.ts'
import type { Circle } from './circle.ts'
import { keepPin, retire } from './registry.ts'
import { Ring } from './ring.ts'
import { sealAnew } from './sealing_anew.ts'
import { server } from './server.ts'
import { Shelf } from './shelf.ts'

/**
 * What becomes of the key that goes. `stays`: a reader beside the one that comes. `replaced`: it is taken out, because its
 * owner has the other. `renewed`: somebody else may have it, so that the circle gets a new record key besides.
 */
export type Leaving = 'stays' | 'replaced' | 'renewed'

export type Handover = { from: string; to: string; leaving: Leaving }
/** `handing` over circles, then `sealing` anew what lay under their earlier record keys. */
export type Progress = { step: 'handing' | 'sealing'; done: number; total: number }

/**
 * Hands over from one key to another, circle by circle. What was done is with the server and needs no memory here, so it
 * can be stopped after each, and goes on in any browser. The old wrap goes only after the circle, as the server has it
 * now, was verified and opened again. First every circle is out of reach of a key that was seen; then what lies under the
 * record keys that it opened is encrypted anew.
 *
 * @param shelf of keys that open the circles
 * @throws NotPinned when a reader's key must be compared first
 * @throws Tampered when a circle or an envelope was not right; the others are handed over
 */
export async function* handOver(shelf: Shelf, handover: Handover): AsyncGenerator<Progress> {
  const { from, to, leaving } = handover
  // Nothing is believed, nor renewed, before the recovery key was compared.
  void shelf.ring.recovery
  await shelf.load()
  const isLeft = ({ readers }: Circle) =>
    readers.includes(from) && !(leaving === 'stays' && readers.includes(to))
  const left = shelf.all.filter(isLeft)
  for (const [done, circle] of left.entries()) {
    yield { step: 'handing', done, total: left.length }
    const shared = await joined(shelf, circle, to)
    if (leaving === 'replaced') await shelf.drop(shared, from)
    if (leaving === 'renewed') await renewWithout(from, shared, shelf)
  }
  yield { step: 'handing', done: left.length, total: left.length }
  if (leaving === 'renewed') yield* sealAnew(shelf)
  // What is not right is left as it is, and somebody must hear of it.
  for (const { fault } of shelf.allBroken) throw fault
  if (leaving !== 'stays') await retire(from)
}

async function joined(shelf: Shelf, circle: Circle, reader: string) {
  const shared = circle.readers.includes(reader) ? circle : await shelf.add(circle, reader)
  if (!shared.readers.includes(reader)) throw new Tampered('the new reader is missing')
  return shared
}

/**
 * A new record key, for the keys that the readers have today: who has left gets none, and a reader who is on the way to a
 * new key, the recovery key too, gets it with that one.
 */
async function renewWithout(from: string, circle: Circle, shelf: Shelf) {
  const { keys } = shelf.ring
  const owners = circle.readers.filter((id) => id !== from).map((id) => keys.get(id)?.member)
  const readers = [...keys.values()]
    .filter(({ member, isRetired, hasLeft }) => owners.includes(member) && !isRetired && !hasLeft)
    .map(({ id }) => id)
  let shared = circle
  for (const reader of readers) shared = await joined(shelf, shared, reader)
  await shelf.renew(shared, readers)
}

/** What the current key and the one before it open together. */
export async function shelfOfBoth(current: Keys, former: Keys, clinic: string): Promise<Shelf> {
  const keys = [current, former]
  return new Shelf(keys, await Ring.read(await server.cards(), keys, clinic))
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

/**
 * Signs anew, with the current key, that the member had compared these keys. Not after a suspicion: whoever had the old
 * key could have signed as well.
 */
export async function carryPins(current: Keys, former: Keys, clinic: string) {
  const answer = await server.cards()
  const [before, now] = await Promise.all(
    [former, current].map((keys) => Ring.read(answer, [keys], clinic))
  )
  for (const key of before.keys.values())
    if (key.isPinned && !key.isRetired && key.id !== current.id && !now.keys.get(key.id)?.isPinned)
      await keepPin(await makePin(current, key))
}
