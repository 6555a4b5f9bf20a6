import Bowser from 'bowser'
import { errors } from '@adonisjs/lucid'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import { type SessionRow, Sessions } from '#clinics/session_store'
import type Member from '#models/member'

/** A session as people recognise it. `device` names an icon, `browser` and `system` are product names or null. */
export type ListedSession = {
  key: string
  isThis: boolean
  device: 'monitor' | 'smartphone'
  browser: string | null
  system: string | null
  address: string | null
  startedAt: DateTime
  seenAt: DateTime
}

/** Where a member is signed in, this session first and then the ones seen last. */
export function listSessions(member: Member, thisKey?: string): ListedSession[] {
  const rows = Sessions.instance.ofMember(currentClinic().id, member.id)
  return rows
    .map((row) => listed(row, row.key === thisKey))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis))
}

function listed(row: SessionRow, isThis: boolean): ListedSession {
  const agent = row.user_agent ? Bowser.parse(row.user_agent) : null
  const isHandheld = ['mobile', 'tablet'].includes(agent?.platform.type ?? '')
  return {
    key: row.key,
    isThis,
    device: isHandheld ? 'smartphone' : 'monitor',
    browser: agent?.browser.name ?? null,
    system: agent?.os.name ?? null,
    address: row.address,
    startedAt: DateTime.fromMillis(row.created_at),
    seenAt: DateTime.fromMillis(row.seen_at),
  }
}

/** Ends one session of a member. */
export async function endSession(member: Member, key: string, by: Actor) {
  const row = Sessions.instance.ofMember(currentClinic().id, member.id).find((it) => it.key === key)
  if (!row) throw new errors.E_ROW_NOT_FOUND()
  Sessions.instance.remove(key)
  await record({
    action: 'session.revoked',
    by,
    subject: { type: 'member', id: member.id },
    details: { count: 1 },
  })
}

/** Ends all sessions of a member but one. */
export async function endOtherSessions(member: Member, key: string, by: Actor) {
  const clinic = currentClinic()
  const count = Sessions.instance.ofMember(clinic.id, member.id).length - 1
  Sessions.instance.removeOfMember(clinic.id, member.id, key)
  await record({
    action: 'session.revoked',
    by,
    subject: { type: 'member', id: member.id },
    details: { count },
  })
}
