import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import HourException from '#models/hour_exception'
import type Member from '#models/member'
import type { Exception, WorkingSpan } from './working_days.js'
import { clockSpan } from './working_hours.js'
import { exceptionsIn } from './working_time.js'

type By = { by: Actor }

const NO_END = '9999-12-31'

/** The dates from today on that are unlike other weeks of this member. */
export async function exceptionsAhead(member: Member, today: string): Promise<Exception[]> {
  const exceptions = await exceptionsIn([member.id], { from: today, until: NO_END })
  return exceptions.get(member.id) ?? []
}

export async function exceptionOn(member: Member, date: string): Promise<Exception | null> {
  const exceptions = await exceptionsIn([member.id], { from: date, until: date })
  return exceptions.get(member.id)?.[0] ?? null
}

/** Says when a member works on one date, whatever the weekday's hours are; no spans: not at all. */
export async function makeException(
  member: Member,
  { date, spans }: { date: string; spans: readonly WorkingSpan[] },
  { by }: By
) {
  const day = { memberId: member.id, date }
  await transaction(async () => {
    await HourException.query().where(day).delete()
    if (!spans.length) await HourException.create(day)
    for (const span of spans)
      await HourException.create({ ...day, ...clockSpan(span), locationId: span.locationId })
    await tell('hour_exception.made', member, date, by)
  })
}

/** The date is like other weeks again. */
export async function endException(member: Member, date: string, { by }: By) {
  await transaction(async () => {
    const removed: unknown = await HourException.query()
      .where({ memberId: member.id, date })
      .delete()
    if (Number(removed)) await tell('hour_exception.ended', member, date, by)
  })
}

function tell(action: string, { id }: Member, date: string, by: Actor) {
  return record({ action, by, subject: { type: 'member', id }, details: { date } })
}
