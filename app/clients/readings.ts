import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import { auditSentence } from '#audit/sentences'
import { SHOWING } from '#audit/showing'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import AuditEvent from '#models/audit_event'
import type Client from '#models/client'

const LINES = 200

/**
 * One member who looked at a client's data in one way on one day of the clinic.
 *
 * @property times how often, between `first` and `last`
 * @property because what let the member in, where that was asked: keys of words
 * @property reasons what the member gave as a reason, in their own words
 * @property appointments when this member had an appointment with the client on that day, as moments
 */
export type Reading = {
  memberName: string | null
  sentence: string
  first: DateTime
  last: DateTime
  times: number
  because: string[]
  reasons: string[]
  appointments: DateTime[]
}

/** Who looked at what is kept about a client, the last first, from the audit log; `older` is where the next page begins. */
export async function readingsOf(
  client: Client,
  { before, i18n }: { before?: number; i18n: I18n }
) {
  const found = await linesAbout(client, before)
  const events = found.slice(0, LINES)
  const groups = [...Map.groupBy(events, keyOf).values()]
  const met = groups.length ? await meetings(client, events) : new Map<string, DateTime[]>()
  return {
    readings: groups.map((group) => readingIn(group, met, i18n)),
    older: found.length > LINES ? events.at(-1)!.seq : undefined,
  }
}

function linesAbout(client: Client, before?: number) {
  return AuditEvent.query()
    .where({ subjectType: 'client', subjectId: client.id })
    .where((query) => query.whereIn('action', SHOWING).orWhereLike('action', '%.read'))
    .if(before, (query) => query.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(LINES + 1)
}

function readingIn(group: AuditEvent[], met: ReadonlyMap<string, DateTime[]>, i18n: I18n): Reading {
  const [last, first] = [group[0], group.at(-1)!]
  return {
    memberName: last.memberName,
    sentence: auditSentence(i18n, last.action),
    ...{ first: first.createdAt, last: last.createdAt, times: group.length },
    because: told(group, 'because').map((because) => `openings.because.${because}`),
    reasons: told(group, 'reason'),
    appointments: met.get(meetingKey(last.memberId, last.createdAt)) ?? [],
  }
}

/** What the lines say of this, each once. */
function told(group: AuditEvent[], detail: string) {
  return [...new Set(group.map(({ details }) => details[detail]).filter(Boolean))].map(String)
}

/** The appointments of the client on the days of these lines, by member and day: mostly, they are why somebody looked. */
async function meetings(client: Client, events: AuditEvent[]) {
  const { timeZone } = clinicSettings.read()
  const from = events.at(-1)!.createdAt.setZone(timeZone).startOf('day')
  const until = events[0].createdAt.setZone(timeZone).endOf('day')
  const appointments = await Appointment.query()
    .whereBetween('startsAt', [from.toUTC().toISO()!, until.toUTC().toISO()!])
    .whereNot('status', 'cancelled')
    .whereHas('attendances', (query) => query.where('clientId', client.id))
    .orderBy('startsAt')
  const byDay = Map.groupBy(appointments, (each) => meetingKey(each.memberId, each.startsAt))
  return new Map([...byDay].map(([key, found]) => [key, found.map(({ startsAt }) => startsAt)]))
}

function keyOf({ memberId, action, createdAt }: AuditEvent) {
  return `${meetingKey(memberId, createdAt)} ${action}`
}

function meetingKey(memberId: string | null, moment: DateTime) {
  return `${memberId} ${dateOf(moment)}`
}

function dateOf(moment: DateTime) {
  return moment.setZone(clinicSettings.read().timeZone).toISODate()!
}
