import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'
import { decoyIds } from '#clients/decoys'
import { clinicClient } from '#clinics/database'
import AuditEvent from '#models/audit_event'
import ExportRequest from '#models/export_request'
import Member from '#models/member'
import Opening from '#models/opening'
import { subjectNames } from './audit_page.js'
import { auditSentence } from '#words/audit_sentence'

const DAYS = 30
const SHOWN = 10

const FAILURES = ['sign_in.failed', 'second_factor.refused', 'identity.refused']
/** What changes who may do what, and what the clinic trusts; a plugin's way in is called `….granted`. */
const CHANGES = [
  ...['permissions.changed', 'permissions.reset'],
  ...['member.role_changed', 'member.deactivated', 'member.reactivated', 'invitation.accepted'],
  ...['second_factor.reset', 'mail.settings_changed'],
  ...['plugin.turned_on', 'plugin.turned_off', 'plugin.data_deleted'],
]

/** Attempts on one account; on addresses that no member has; or, as plugins call it, on something else that lets in: `guessed` is its action. */
export type Failures = {
  memberId: string | null
  guessed: string | null
  count: number
  last: string
  addresses: string
}
/** A member's first sign-in with a kind of device. */
export type NewDevice = { memberId: string; device: string; at: string; address: string | null }

/** What an owner looks at now and then: who signs in how, what was taken out and what was changed in the last month. */
export async function securityOverview(i18n: I18n, reader: Member, now = DateTime.utc()) {
  const since = now.minus({ days: DAYS }).toISO()!
  const members = await Member.query().orderBy('name')
  const secured = await withSecondFactor()
  return {
    ...{ days: DAYS, since },
    nameOf: namesOf(members),
    subjectName: subjectNames(members, i18n),
    sentence: (action: string) => auditSentence(i18n, action),
    withoutFactor: members.filter(({ id, isActive }) => isActive && !secured.has(id)),
    failures: await failures(since),
    devices: await newDevices(since),
    emergencies: await Opening.waiting().orderBy('createdAt'),
    exports: await latest(since, (query) =>
      query.where((left) =>
        left.whereLike('action', '%exported').orWhereLike('action', '%.taken_along')
      )
    ),
    toApprove: await ExportRequest.countToAnswer(reader),
    decoys: await decoysSince(since),
    changes: await latest(since, (query) =>
      query.where((which) => which.whereIn('action', CHANGES).orWhereLike('action', '%.granted'))
    ),
  }
}

function namesOf(members: Member[]) {
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return (id: string | null) => (id && names.get(id)) ?? null
}

async function withSecondFactor() {
  const rows: { id: string }[] = await clinicClient().rawQuery(
    `select id from members where totp_confirmed_at is not null
     union select member_id from passkeys`
  )
  return new Set(rows.map(({ id }) => id))
}

function failures(since: string): Promise<Failures[]> {
  return clinicClient().rawQuery(
    `select case subject_type when 'member' then subject_id end as memberId,
       case when action like '%.guessed' then action end as guessed, count(*) as count, max(created_at) as last, group_concat(distinct address) as addresses
     from audit_events
     where created_at >= ? and (action like '%.guessed' or action in (${FAILURES.map(() => '?').join(', ')}))
     group by 1, 2 order by count desc limit ${SHOWN}`,
    [since, ...FAILURES]
  )
}

/** All sign-ins ever are looked at, because a device is new if it was never there before; some ten thousand in years. */
function newDevices(since: string): Promise<NewDevice[]> {
  return clinicClient().rawQuery(
    `select member_id as memberId, json_extract(details, '$.device') as device, min(created_at) as at, address
     from audit_events where action = 'session.started' and device is not null
     group by 1, 2 having at >= ? order by at desc limit ${SHOWN}`,
    [since]
  )
}

/** Each decoy, how often it was touched, and by whom last. */
export type ShownDecoy = {
  id: string
  number: number
  touches: number
  last: string | null
  by: string | null
}

async function decoysSince(since: string): Promise<ShownDecoy[]> {
  if (!decoyIds().length) return []
  // Of the columns beside max(), SQLite takes those of the newest line.
  return clinicClient().rawQuery(
    `select clients.id, number, count(seq) as touches, max(audit_events.created_at) as last, member_name as by
     from clients left join audit_events on subject_type = 'client' and subject_id = clients.id
       and action = 'decoy.touched' and audit_events.created_at >= ?
     where clients.id in (${decoyIds()
       .map(() => '?')
       .join(', ')})
     group by clients.id order by number`,
    [since, ...decoyIds()]
  )
}

type Lines = ReturnType<typeof AuditEvent.query>

async function latest(since: string, narrow: (query: Lines) => Lines) {
  return narrow(AuditEvent.query().where('createdAt', '>=', since))
    .orderBy('seq', 'desc')
    .limit(SHOWN)
}
