import { DateTime } from 'luxon'
import Member from '#models/member'
import { keySettings } from '../settings.js'
import Key from './key.js'
import Pin from './pin.js'
import Proof from './proof.js'
import { mayHaveKey, needsKey } from './need.js'
import { Reach } from './reach.js'
import { type Gone, goneBecause, soleReadings } from './rotation.js'
import { type Tried, tried } from './standing.js'

/** How far a key has come that takes the place of another: circles that it has taken over, of all. */
export type Progress = { done: number; total: number }

/** How one member's key is doing. */
export type Condition = {
  member: Member
  key: Key | null
  provedAt: DateTime | null
  isDue: boolean
  isOld: boolean
  hasRecovery: boolean
  /** How many notes this member can read. */
  notes: number
  /** Null when no earlier key of theirs holds anything up. */
  rotation: Progress | null
}

/** What nobody opens any more without the recovery key, and why; words are named for that. */
export type Orphaned = { key: Key; count: number; why: Gone }

/** The recovery key, and while it takes the place of another: how far that is, and on whom it waits. */
export type RecoveryCondition = Tried & { rotation: Progress | null; waitsFor: string[] }

/** The clinic's keys, all of them, as those see them who keep the recovery key. Browsers know more; the server only counts. */
export type Health = {
  recovery: RecoveryCondition | null
  conditions: Condition[]
  orphaned: Orphaned[]
  /** Who may read no more, and is still on lists beside others, who are asked at home to take them off. */
  listed: { key: Key; count: number }[]
}

export async function health(): Promise<Health> {
  const [recovery, keys, reach] = [await Key.recovery(), await readingKeys(), await Reach.ofAll()]
  const [proofs, pinned] = [await lastProofs(keys), await pinsOf(recovery)]
  const members = await Member.query().whereNull('deactivatedAt').orderBy('name').orderBy('id')
  const conditions = members.map(condition).filter(({ member, key }) => key || needsKey(member))
  return {
    recovery: recovery && (await recoveryCondition(recovery, reach, conditions)),
    conditions,
    orphaned: await orphanedBy(keys),
    listed: listedAmong(keys, reach),
  }

  function condition(member: Member): Condition {
    const theirs = keys.filter(({ memberId }) => memberId === member.id)
    const key = theirs.find(({ isInUse }) => isInUse) ?? null
    const provedAt = key && (proofs.get(key.id) ?? key.provedAt)
    const { proofDays, keyYears } = keySettings.read()
    return {
      ...{ member, key, provedAt },
      isDue: provedAt !== null && provedAt < DateTime.utc().minus({ days: proofDays }),
      isOld: key !== null && key.createdAt < DateTime.utc().minus({ years: keyYears }),
      hasRecovery: key !== null && pinned.has(key.id),
      notes: reach.recordsIn(reach.circlesOf(idsOf(theirs))),
      rotation: progressOf(theirs, reach),
    }
  }
}

/** Null where nothing is held up by a key that another takes the place of. */
function progressOf(keys: Key[], reach: Reach): Progress | null {
  const left = reach.heldUpBy(idsOf(keys.filter(({ supersededAt }) => supersededAt)))
  const { size: total } = new Set([...left, ...reach.circlesOf(idsOf(keys))])
  return left.size ? { done: total - left.size, total } : null
}

async function recoveryCondition(current: Key, reach: Reach, conditions: Condition[]) {
  const earlier = await Key.outgoing().where('kind', 'recovery')
  const left = reach.heldUpBy(idsOf(earlier))
  const waitsFor = conditions.filter(({ key }) => {
    const theirs = reach.circlesOf(key ? [key.id] : [])
    return [...left].some((circle) => theirs.has(circle))
  })
  const rotation = progressOf([...earlier, current], reach)
  return {
    ...(await tried(current)),
    rotation,
    waitsFor: waitsFor.map(({ member }) => member.name),
  }
}

/** Keys that are lost, or whose owners have left, with what only they opened. */
export async function orphaned(): Promise<Orphaned[]> {
  return orphanedBy(await readingKeys())
}

/** Members' keys that may still be readers. */
function readingKeys() {
  return Key.known().where('kind', 'member').whereNull('retiredAt').preload('member')
}

async function orphanedBy(keys: Key[]): Promise<Orphaned[]> {
  const gone = keys.flatMap((key) => {
    const why = goneBecause(key)
    // After a suspicion the owner has both files, and hands over by themselves.
    return why && why !== 'suspicion' ? [{ key, why }] : []
  })
  const counts = await soleReadings(gone.map(({ key }) => key.id))
  return gone
    .filter(({ key }) => counts.has(key.id))
    .map((each) => ({ ...each, count: counts.get(each.key.id)! }))
}

function listedAmong(keys: Key[], reach: Reach) {
  const readers = keys.filter(({ member }) => mayHaveKey(member))
  const read = reach.circlesOf(idsOf(readers))
  const gone = keys.filter((key) => !readers.includes(key))
  return gone
    .map((key) => ({
      key,
      count: [...reach.circlesOf([key.id])].filter((each) => read.has(each)).length,
    }))
    .filter(({ count }) => count > 0)
}

async function lastProofs(keys: Key[]) {
  const proofs = await Proof.query().whereIn('keyId', idsOf(keys)).orderBy('id')
  return new Map(proofs.map(({ keyId, createdAt }) => [keyId, createdAt]))
}

/** The keys whose owners confirmed the recovery key. */
async function pinsOf(recovery: Key | null) {
  const pins = recovery ? await Pin.query().where('keyId', recovery.id) : []
  return new Set(pins.map(({ signedBy }) => signedBy))
}

function idsOf(keys: Key[]) {
  return keys.map(({ id }) => id)
}
