import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import Key from './key.js'
import Wrap from './wrap.js'

/** A key that makes room for another, and how many circles it still reads. */
export type Outgoing = { key: Key; successor: Key; left: number }

/** What a member's browser still has to hand over: from their own earlier keys, and from earlier recovery keys. */
export async function rotationOf(
  member: Member
): Promise<{ own: Outgoing[]; recovery: Outgoing[] }> {
  const [own, recovery] = await Promise.all([Key.of(member), Key.recovery()])
  const outgoing = await Key.outgoing().orderBy('createdAt')
  const mine = outgoing.filter((key) => own && key.memberId === member.id)
  const papers = outgoing.filter((key) => own && recovery && key.kind === 'recovery')
  const counts = await readings(mine.map(({ id }) => id))
  const shared = await readings(
    papers.map(({ id }) => id),
    member
  )
  return {
    own: mine.map((key) => ({ key, successor: own!, left: counts.get(key.id) ?? 0 })),
    recovery: papers.map((key) => ({ key, successor: recovery!, left: shared.get(key.id) ?? 0 })),
  }
}

/** How many circles each of these keys reads; with a member, of those that the member reads too. */
export async function readings(keys: string[], member?: Member): Promise<Map<string, number>> {
  const query = clinicClient()
    .from('keys_wraps')
    .whereIn('key_id', keys)
    .groupBy('key_id')
    .select('key_id')
    .countDistinct('circle_id as total')
  if (member) {
    const own = Key.query().select('id').where('memberId', member.id).whereNull('retiredAt')
    const theirs = Wrap.query().select('circleId').whereIn('keyId', own)
    query.whereIn('circle_id', theirs.knexQuery as never)
  }
  return totals(await query)
}

/** How many circles only this one of the keys still opens, the recovery key apart: its owner is gone, or its file is. */
export async function soleReadings(keys: string[]): Promise<Map<string, number>> {
  const others = clinicClient()
    .from('keys_wraps as others')
    .join('keys_keys as k', 'k.id', 'others.key_id')
    .join('members as m', 'm.id', 'k.member_id')
    .whereColumn('others.circle_id', 'keys_wraps.circle_id')
    .whereNull('m.deactivated_at')
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

/** Whether nobody opens anything with it any more. Wants `member` loaded. */
export function isLeft(key: Key) {
  return Boolean(key.member && (key.supersededWhy === 'lost' || !key.member.isActive))
}

/** The keys that what a key reads may be handed over to: of its own member if they have lost it, else of anybody here. */
export async function heirsOf(key: Key): Promise<Key[]> {
  const inUse = await Key.inUse().where('kind', 'member').preload('member')
  const active = inUse.filter(({ member }) => member.isActive && member.can('keys.own'))
  return key.member.isActive ? active.filter(({ memberId }) => memberId === key.memberId) : active
}

function totals(rows: { key_id: string; total: number | string }[]) {
  return new Map(rows.map(({ key_id: id, total }) => [id, Number(total)]))
}
