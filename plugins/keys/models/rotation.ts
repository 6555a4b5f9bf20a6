import { clinicClient } from '#clinics/database'
import Member from '#models/member'
import Key from './key.js'
import { mayHaveKey } from './need.js'

/** A key that makes room for another, and how many circles it holds up. */
export type Outgoing = {
  key: Key
  successor: Key
  /** It still reads them. */
  toHandOver: number
  /** Those of them that only it opens: its file is needed, or the recovery key. */
  closed: number
  /** Something in them is to be encrypted anew, because somebody saw it. */
  toSeal: number
}
/** `others`: earlier keys of colleagues that were seen. They hand over by themselves; encrypting anew any reader can. */
export type Rotation = Record<'own' | 'recovery' | 'others', Outgoing[]>

/**
 * What a member's browser still has to hand over, from their own earlier keys and from earlier recovery keys, and to encrypt
 * anew: that must not wait for somebody who may have left.
 */
export async function rotationOf(member: Member): Promise<Rotation> {
  const [own, recovery] = await Promise.all([Key.of(member), Key.recovery()])
  const outgoing = own ? await Key.outgoing().preload('member').orderBy('createdAt') : []
  const mine = outgoing.filter(({ memberId }) => memberId === member.id)
  const papers = outgoing.filter(({ kind }) => recovery && kind === 'recovery')
  const [all, shared] = await Promise.all([readings(idsOf(mine)), readings(idsOf(papers), member)])
  const open = await readings(idsOf(mine), member, own ?? undefined)
  const exposed = await exposures(idsOf(outgoing), member)
  const seen = outgoing.filter(({ id, kind }) => kind === 'member' && exposed.has(id))
  const outgoingTo = (successor: Key, counts: Map<string, number>) => (key: Key) => {
    const toHandOver = counts.get(key.id) ?? 0
    const closed = successor === own ? toHandOver - (open.get(key.id) ?? 0) : 0
    return { key, successor, toHandOver, closed, toSeal: exposed.get(key.id) ?? 0 }
  }
  return {
    own: mine.map(outgoingTo(own!, all)),
    recovery: papers.map(outgoingTo(recovery!, shared)),
    others: seen.filter((key) => !mine.includes(key)).map(outgoingTo(own!, new Map())),
  }
}

/**
 * How many circles each of these keys reads; with a member, of those that the member reads too.
 *
 * @param withKey only with this key of the member's
 */
export async function readings(
  keys: string[],
  member?: Member,
  withKey?: Key
): Promise<Map<string, number>> {
  const query = perKey('keys_wraps', keys)
  if (member) query.whereIn('circle_id', readBy(member, withKey))
  return totals(await query)
}

/** In how many circles that a member reads something is to be encrypted anew because of each of these keys. */
export async function exposures(keys: string[], member?: Member): Promise<Map<string, number>> {
  const query = perKey('keys_exposures', keys)
  if (member) query.whereIn('circle_id', readBy(member))
  return totals(await query)
}

/** How many circles only this one of the keys still opens, the recovery key apart: other owners are gone, or their files are. */
export async function soleReadings(keys: string[]): Promise<Map<string, number>> {
  if (!keys.length) return new Map()
  const members = await Member.query().whereNull('deactivatedAt')
  const here = members.filter(mayHaveKey).map(({ id }) => id)
  const others = clinicClient()
    .from('keys_wraps as others')
    .join('keys_keys as k', 'k.id', 'others.key_id')
    .whereColumn('others.circle_id', 'keys_wraps.circle_id')
    .whereColumn('others.key_id', '<>', 'keys_wraps.key_id')
    .whereIn('k.member_id', here)
    .whereNull('k.retired_at')
    .where((query) => query.whereNull('k.superseded_why').orWhereNot('k.superseded_why', 'lost'))
  const rows = await clinicClient()
    .from('keys_wraps')
    .whereIn('key_id', keys)
    .whereNotExists(others)
    .groupBy('key_id')
    .select('key_id')
    .countDistinct('circle_id as total')
  return totals(rows)
}

/** Why somebody opens nothing with a key any more, or should not. */
export type Gone = 'left' | 'other_role' | 'lost' | 'suspicion'

/** Why the recovery key may hand over in its place; null where its owner can. Wants `member` loaded. */
export function goneBecause({ member, supersededWhy }: Key): Gone | null {
  if (!member) return null
  if (!mayHaveKey(member)) return member.isActive ? 'other_role' : 'left'
  return supersededWhy === 'calendar' ? null : supersededWhy
}

/** The keys that what a key reads may be handed over to: of its own member if they have lost it, else of anybody here. */
export async function heirsOf(key: Key): Promise<Key[]> {
  const inUse = await Key.inUse().where('kind', 'member').preload('member')
  const active = inUse.filter(({ member }) => mayHaveKey(member))
  return mayHaveKey(key.member)
    ? active.filter(({ memberId }) => memberId === key.memberId)
    : active
}

function perKey(table: string, keys: string[]) {
  return clinicClient()
    .from(table)
    .whereIn('key_id', keys)
    .groupBy('key_id')
    .select('key_id')
    .countDistinct('circle_id as total')
}

/** The circles that a member reads, with whichever key or this one. */
function readBy({ id }: Member, withKey?: Key) {
  const own = clinicClient().from('keys_keys').select('id').where('member_id', id)
  own.whereNull('retired_at')
  if (withKey) own.where('id', withKey.id)
  return clinicClient().from('keys_wraps').select('circle_id').whereIn('key_id', own)
}

function idsOf(keys: Key[]) {
  return keys.map(({ id }) => id)
}

function totals(rows: { key_id: string; total: number | string }[]) {
  return new Map(rows.map(({ key_id: id, total }) => [id, Number(total)]))
}
