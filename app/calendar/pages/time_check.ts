import type { I18n } from '@adonisjs/i18n'
import { closedTimes } from '#calendar/hours/closed_times'
import { timeColumns } from '#calendar/plan'
import { plannedAhead } from '#calendar/repeating/planned'
import { takenDates } from '#calendar/repeating/taken_dates'
import Member from '#models/member'
import { previewValidator } from '#validators/calendar'
import { closedSentence } from './closed_words.js'

/** What speaks against a time, in sentences; nothing does where both are null. */
export type TimeCheck = { taken: string | null; closed: string | null }

/**
 * Whether the time in a form is free, and whether anybody works then: said while it is filled in, so that nobody
 * has to send it to find out. It promises nothing: that is for the database, when it is booked.
 *
 * @param typed what the form says so far
 * @param own the appointment that is changed, which is not in its own way
 * @returns null as long as the form says neither with whom nor where, and when its service or room is not there any more
 */
export async function timeCheck(
  typed: Record<string, unknown>,
  i18n: I18n,
  own?: { id: string }
): Promise<TimeCheck | null> {
  const [mistake, values] = await previewValidator.tryValidate(typed)
  if (mistake || !(values.memberId || values.roomId)) return null
  const plan = await plannedAhead(values)
  if (!plan) return null
  const [{ taken }] = await takenDates(plan, [plan.wall], own ? [own.id] : [])
  const [closed] = await closedTimes(plan.memberId, [timeColumns(plan)])
  const member = plan.memberId ? await Member.find(plan.memberId) : null
  return {
    taken: taken && i18n.t(`appointments.taken.${taken}`),
    closed: closed && closedSentence(i18n, closed, member),
  }
}
