import type { I18n } from '@adonisjs/i18n'
import { auditSentence } from '#words/audit_sentence'
import { detailsOn, namesOn } from '#clients/display_name'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import AuditEvent from '#models/audit_event'
import type Member from '#models/member'
import Recurrence from '#models/recurrence'
import { clientsToChoose } from './booking_page.js'
import { closedNotice } from './closed_words.js'
import { nextBooking } from './next_booking.js'
import { ruleWords } from '#calendar/repeating/rule_words'
import { wallOf } from '#calendar/wall_time'

const LONGEST_HISTORY = 100

/** Loads what the page of an appointment shows, and what plugins are told of it. */
export async function withEverything(appointment: Appointment) {
  await appointment.load((loader) =>
    loader
      .load('service')
      .load('member')
      .load('room')
      .load('location')
      .load('attendances', (attendances) => attendances.preload('client').orderBy('id'))
  )
  return appointment
}

/** Everything that the page of an appointment shows. */
export async function appointmentPage(
  appointment: Appointment,
  { member, i18n }: { member: Member; i18n: I18n },
  term = ''
) {
  await withEverything(appointment)
  const zone = clinicSettings.read().timeZone
  const start = wallOf(appointment.startsAt, zone)
  const details = detailsOn('screen', member)
  const seats = appointment.attendances.filter(({ client }) => client)
  return {
    ...{ appointment, seats, term },
    ...{ start, next: nextBooking(appointment, start) },
    end: wallOf(appointment.endsAt, zone),
    zone,
    nameOf: namesOn('screen', member),
    ...details,
    what: whatOf(appointment, { member, i18n }),
    ruleInWords: wordsOf(await Recurrence.of(appointment), i18n),
    taken: seats.filter(({ status }) => ['requested', 'booked', 'arrived'].includes(status)).length,
    found: await clientsToChoose(term),
    hasSearched: term.trim() !== '',
    history: await historyOf(appointment, i18n),
    nextMarks: nextMarks(appointment),
    closed: await closedNotice(appointment, i18n),
  }
}

/** What it is about, in as many words as this member may see. */
export function whatOf(
  { title, service }: Appointment,
  { member, i18n }: { member: Member; i18n: I18n }
) {
  const { naming } = detailsOn('screen', member)
  return naming(title) ?? service?.name ?? i18n.t('appointments.untitled')
}

/** How it repeats, or null. */
export function wordsOf(recurrence: Recurrence | null, i18n: I18n) {
  return recurrence ? ruleWords(i18n, recurrence.wallStart, recurrence.readableRule) : null
}

/** Of a group each client arrives by themselves, and to a meeting nobody comes who is waited for. */
function nextMarks({ status, isGroup, attendances }: Appointment) {
  const marks = NEXT_MARKS[status] ?? []
  if (!attendances.length) return marks.filter((mark) => mark === 'done' || mark === 'booked')
  return isGroup ? marks.filter((mark) => mark !== 'arrived') : marks
}

/** What somebody at the front desk says next, the likeliest first. */
const NEXT_MARKS: Partial<Record<Appointment['status'], readonly string[]>> = {
  requested: ['booked'],
  booked: ['arrived', 'done', 'missed'],
  arrived: ['done', 'booked'],
  done: ['arrived', 'booked'],
  missed: ['booked'],
}

async function historyOf({ id }: Appointment, i18n: I18n) {
  const events = await AuditEvent.query()
    .where({ subjectType: 'appointment', subjectId: id })
    .orderBy('seq', 'desc')
    .limit(LONGEST_HISTORY)
  return events.map((event) => ({
    who: event.memberName ?? i18n.t(`audit.actors.${event.actor}`),
    sentence: auditSentence(i18n, event.action),
    at: event.createdAt,
    before: (event.details as { before?: { startsAt?: string } }).before?.startsAt ?? null,
  }))
}
