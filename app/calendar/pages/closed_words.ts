import type { I18n } from '@adonisjs/i18n'
import { type Closed, closedTimes } from '#calendar/hours/closed_times'
import type Appointment from '#models/appointment'
import Member from '#models/member'

/** A sentence that says why nobody is offered this time, as somebody at the front desk would say it. */
export function closedSentence(i18n: I18n, closed: Closed, member: { name: string } | null) {
  return i18n.t(`appointments.closed.${closed.why}`, {
    member: member?.name ?? '',
    name: 'name' in closed ? closed.name : '',
  })
}

/** The same of an appointment that is still to come; null where its member works, or it is over. */
export async function closedNotice(appointment: Appointment, i18n: I18n): Promise<string | null> {
  const { status, isOver, memberId } = appointment
  if (isOver || !['requested', 'booked', 'arrived'].includes(status)) return null
  const [closed] = await closedTimes(memberId, [appointment])
  return closed && closedSentence(i18n, closed, memberId ? await Member.find(memberId) : null)
}
