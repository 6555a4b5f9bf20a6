import type Member from '#models/member'
import Key from './key.js'
import { mayHaveKey } from './need.js'
import { readings } from './rotation.js'

/** The key of somebody who may read no more, and in how many circles it is still named beside a member's own. */
export type Leaver = { key: Key; own: Key; count: number }

/**
 * Whom a member may take out: colleagues who left, or whose role reads no notes any more, and who are still on the lists of
 * what this member reads. The server hands them nothing; but only a reader can sign a list without them, and only a new
 * record key keeps what is written from now on from an old key file.
 */
export async function leaversBeside(member: Member): Promise<Leaver[]> {
  const own = await Key.of(member)
  if (!own) return []
  const gone = await keysOfLeavers()
  const ids = gone.map(({ id }) => id)
  const counts = await readings(ids, member, own)
  return gone.flatMap((key) =>
    counts.has(key.id) ? [{ key, own, count: counts.get(key.id)! }] : []
  )
}

async function keysOfLeavers(): Promise<Key[]> {
  const keys = await Key.known().where('kind', 'member').whereNull('retiredAt').preload('member')
  return keys.filter(({ member }) => !mayHaveKey(member))
}
