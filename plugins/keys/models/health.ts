import { DateTime } from 'luxon'
import Member from '#models/member'
import { keySettings } from '../settings.js'
import Key from './key.js'
import Pin from './pin.js'
import Proof from './proof.js'
import { readings, soleReadings } from './rotation.js'
import { type Tried, tried } from './standing.js'

/** How one member's key is doing. `left`: what earlier keys of theirs still read. */
export type Condition = {
  member: Member
  key: Key | null
  provedAt: DateTime | null
  isDue: boolean
  isOld: boolean
  hasRecovery: boolean
  reads: number
  left: number
}

/** What nobody opens any more without the recovery key. */
export type Orphaned = { key: Key; count: number }

/** The clinic's keys, all of them, as those see them who keep the recovery key. Browsers know more; the server only counts. */
export type Health = { recovery: Tried | null; conditions: Condition[]; orphaned: Orphaned[] }

export async function health(): Promise<Health> {
  const recovery = await Key.recovery()
  const keys = await readingKeys()
  const counts = await readings(keys.map(({ id }) => id))
  const proofs = await lastProofs(keys)
  const pinned = await pinsOf(recovery)
  const members = await Member.query().whereNull('deactivatedAt').orderBy('name').orderBy('id')
  return {
    recovery: recovery && (await tried(recovery)),
    conditions: members.filter((member) => member.can('keys.own')).map(condition),
    orphaned: await orphanedBy(keys),
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
      reads: counts.get(key?.id ?? '') ?? 0,
      left: theirs
        .filter((each) => each !== key)
        .reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0),
    }
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
  const gone = keys.filter(
    ({ member, supersededWhy }) => supersededWhy === 'lost' || !member.isActive
  )
  const counts = await soleReadings(gone.map(({ id }) => id))
  return gone.flatMap((key) => (counts.has(key.id) ? [{ key, count: counts.get(key.id)! }] : []))
}

async function lastProofs(keys: Key[]) {
  const ids = keys.map(({ id }) => id)
  const proofs = await Proof.query().whereIn('keyId', ids).orderBy('id')
  return new Map(proofs.map(({ keyId, createdAt }) => [keyId, createdAt]))
}

/** The keys whose owners confirmed the recovery key. */
async function pinsOf(recovery: Key | null) {
  const pins = recovery ? await Pin.query().where('keyId', recovery.id) : []
  return new Set(pins.map(({ signedBy }) => signedBy))
}
