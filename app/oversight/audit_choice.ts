import { DateTime } from 'luxon'
import { clinicSettings } from '#clinics/settings'
import AuditEvent from '#models/audit_event'
import type Member from '#models/member'

/** How the actions about decoys begin. */
export const DECOYS = 'decoy.'
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
/** In the place of a member's id: what nobody who was signed in did. */
const NO_MEMBER = 'none'

/** What somebody wants to see of the log. Dates are days of the clinic, both included. */
export type AuditChoice = {
  member?: string
  action?: string
  subjectType?: string
  subject?: string
  from?: string
  to?: string
}

/** What an address asks for; what makes no sense in it is left out. */
export function auditChoice(asked: Record<string, unknown>): AuditChoice {
  return {
    member: word(asked.member),
    action: word(asked.action),
    subjectType: word(asked.subjectType),
    subject: word(asked.subject),
    from: day(asked.from),
    to: day(asked.to),
  }
}

/** Which clients are decoys is no news for whoever might look around: administrators read the log, and are watched too. */
export function seesDecoys(by: Pick<Member, 'can'>) {
  return by.can('security.overview')
}

/** Whether this is not the whole log. */
export function isNarrowed(choice: AuditChoice) {
  return Object.values(choice).some(Boolean)
}

/** The lines that match and that this member may see, in no order yet. */
export function matching(
  { member, action, subjectType, subject, from, to }: AuditChoice,
  by: Pick<Member, 'can'>
) {
  return AuditEvent.query()
    .if(!seesDecoys(by), (query) => query.where('action', 'not like', `${DECOYS}%`))
    .if(member === NO_MEMBER, (query) => query.whereNull('member_id'))
    .if(member && member !== NO_MEMBER, (query) => query.where('member_id', member!))
    .if(action, (query) => query.where('action', action!))
    .if(subjectType && subject, (query) =>
      query.where('subject_type', subjectType!).where('subject_id', subject!)
    )
    .if(from, (query) => query.where('created_at', '>=', beginOf(from!)))
    .if(to, (query) => query.where('created_at', '<', beginOf(to!, 1)))
}

/** When a day of the clinic begins, as the column has it. Days of 23 and 25 hours are days. */
function beginOf(date: string, later = 0) {
  const { timeZone } = clinicSettings.read()
  return DateTime.fromISO(date, { zone: timeZone }).plus({ days: later }).toUTC().toISO()!
}

function word(value: unknown) {
  return typeof value === 'string' && value && value.length <= 100 ? value : undefined
}

function day(value: unknown) {
  const isDay = typeof value === 'string' && ISO_DATE.test(value) && DateTime.fromISO(value).isValid
  return isDay ? value : undefined
}
