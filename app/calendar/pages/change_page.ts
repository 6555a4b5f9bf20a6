import type { I18n } from '@adonisjs/i18n'
import { detailsOn } from '#clients/display_name'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import type Member from '#models/member'
import Recurrence from '#models/recurrence'
import { changePreviewValidator } from '#validators/calendar'
import { whatOf, withEverything, wordsOf } from './appointment_page.js'
import { appointmentChoices } from './booking_page.js'
import { timeCheck } from './time_check.js'
import { ruleChangeOf } from '#calendar/changing/change_appointment'
import { asPlanned } from '#calendar/changing/moving'
import { plannedAhead } from '#calendar/repeating/planned'
import { otherRule, repeatOf, type DatesPreview } from '#calendar/repeating/repeat_form'
import { ruleWords } from '#calendar/repeating/rule_words'
import { takenDates, withClosed } from '#calendar/repeating/taken_dates'
import { wallOf } from '#calendar/wall_time'

type Begun = Record<string, any>

/**
 * The page on which an appointment is changed.
 *
 * @param begun what was typed so far, when the dates of another rule are asked for
 */
export async function changePage(
  appointment: Appointment,
  { member, i18n }: { member: Member; i18n: I18n },
  begun: Begun = {}
) {
  await withEverything(appointment)
  const now = wallOf(appointment.startsAt, clinicSettings.read().timeZone)
  const [date, time] = now.split('T')
  const { serviceId, memberId, roomId, minutes, title, note, isOverbooked } = appointment
  const recurrence = await Recurrence.of(appointment)
  const preview = await previewOf(appointment, recurrence, begun)
  return {
    ...(await appointmentChoices(appointment)),
    ...{ appointment, preview, now },
    what: whatOf(appointment, { member, i18n }),
    values: {
      ...{ serviceId, memberId, roomId, minutes, title, note, isOverbooked, date, time },
      ...begun,
    },
    repeat: appointment.isToCome && recurrence ? repeatOf(recurrence, appointment.ruleWall!) : null,
    isWhole: detailsOn('screen', member).isWhole,
    ruleInWords: wordsOf(recurrence, i18n),
    newRuleInWords: preview && ruleWords(i18n, preview.wall, preview.rule),
    begun,
    check: await timeCheck(begun, i18n, appointment),
  }
}

/** What another rule would do; null as long as there is none. */
async function previewOf(
  appointment: Appointment,
  recurrence: Recurrence | null,
  begun: Begun
): Promise<DatesPreview | null> {
  const [mistake, values] = await changePreviewValidator.tryValidate(begun)
  if (mistake || !values.scope || values.scope === 'one') return null
  const rule = recurrence && otherRule(recurrence, appointment.ruleWall!, values.repeat)
  if (!rule) return null
  const plan = await plannedAhead(values)
  if (!plan) return null
  const to = { ...plan, wall: asPlanned(appointment, plan.wall) }
  const change = await ruleChangeOf(appointment, to, { scope: values.scope, rule })
  if (!change) return null
  const { problem, start: wall, walls, dropped } = change
  const seen = problem ? [] : await withClosed(to, await takenDates(to, walls, change.ids))
  const added = new Set(change.added)
  const dates = seen.map((date) => ({ ...date, isAdded: added.has(date.wall) }))
  return { wall, rule: change.rule, problem, dates, dropped: dropped.length }
}
