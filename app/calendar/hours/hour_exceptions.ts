import type { Actor } from '#audit/actor'
import { record } from '#audit/audit_log'
import { transaction } from '#clinics/transaction'
import HourException from '#models/hour_exception'
import type Member from '#models/member'
import { digestOf } from './digest.js'
import type { Exception, WorkingSpan } from './working_days.js'
import { clockSpan } from './working_hours.js'
import { exceptionsIn } from './working_time.js'

type By = { by: Actor }
/** `seen` is what `exceptionSeen` said when whoever makes it looked; without one, it does not matter. */
type Making = By & { seen?: string }

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

/** Tells what was said about a date from anything else that may be said about it. */
export function exceptionSeen(date: string, exception: Exception | null) {
  return `${date} ${digestOf(exception?.spans ?? null)}`
}

/**
 * Says when a member works on one date, whatever the weekday's hours are; no spans: not at all.
 *
 * @returns false, and changes nothing, when something else is said about the date than was seen
 */
export async function makeException(
  member: Member,
  { date, spans }: { date: string; spans: readonly WorkingSpan[] },
  { by, seen }: Making
) {
  const day = { memberId: member.id, date }
  return transaction(async () => {
    const stored = exceptionSeen(date, await exceptionOn(member, date))
    if (seen && seenOn(date, seen) !== stored) return false
    await HourException.query().where(day).delete()
    if (!spans.length) await HourException.create(day)
    for (const span of spans)
      await HourException.create({ ...day, ...clockSpan(span), locationId: span.locationId })
    await tell('hour_exception.made', member, date, by)
    return true
  })
}

/** Who has looked at one date and then chosen another one has seen nothing there. */
function seenOn(date: string, seen: string) {
  return seen.startsWith(`${date} `) ? seen : exceptionSeen(date, null)
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
