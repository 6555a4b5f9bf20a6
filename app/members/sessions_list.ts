import { errors } from '@adonisjs/lucid'
import { DateTime } from 'luxon'
import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { currentClinic } from '#clinics/clinic_in_hand'
import { type SessionRow, Sessions } from '#clinics/sessions'
import type Member from '#models/member'
import { type Device, deviceOf } from './device.js'

/** A session as people recognise it. */
export type ListedSession = Device & {
  key: string
  isThis: boolean
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
  return {
    ...deviceOf(row.user_agent),
    key: row.key,
    isThis,
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

/**
 * Ends all sessions of a member, but `except`.
 *
 * @returns how many there were
 */
export async function endSessions(member: Member, by: Actor, except?: string) {
  const clinic = currentClinic()
  const rows = Sessions.instance.ofMember(clinic.id, member.id)
  const count = rows.filter(({ key }) => key !== except).length
  Sessions.instance.removeOfMember(clinic.id, member.id, except)
  await record({
    action: 'session.revoked',
    by,
    subject: { type: 'member', id: member.id },
    details: { count },
  })
  return count
}
