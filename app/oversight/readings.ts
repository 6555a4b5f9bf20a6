import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import { auditSentence } from '#words/audit_sentence'
import { SHOWING } from '#audit/showing'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import AuditEvent from '#models/audit_event'
import type Client from '#models/client'

const OF_MANY = 'clients.exported'
const LINES = 200

type Lines = ReturnType<typeof AuditEvent.query>

/**
 * One member who looked at a client's data in one way on one day of the clinic.
 *
 * @property isOfMany whether it was a list of many clients, of which this one may have been one
 * @property times how often, between `first` and `last`
 * @property because what let the member in, where that was asked: keys of words
 * @property reasons what the member gave as a reason, in their own words
 * @property appointments when this member had an appointment with the client on that day, as moments
 */
export type Reading = {
  memberName: string | null
  sentence: string
  isOfMany: boolean
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
    .where((query) =>
      query.where((own) => isLook(own, client)).orWhere((all) => tookMany(all, client))
    )
    .if(before, (query) => query.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(LINES + 1)
}

function isLook(query: Lines, client: Client) {
  query.where({ subjectType: 'client', subjectId: client.id }).where((look) => {
    look.whereIn('action', SHOWING)
    for (const like of ['%.read', '%.taken_along']) look.orWhereLike('action', like)
  })
}

/** A list of clients that this one may have been in: it has left with the others, and no line names each. */
function tookMany(query: Lines, { createdAt }: Client) {
  query.where('action', OF_MANY).where('createdAt', '>=', createdAt.toUTC().toISO()!)
}

function readingIn(group: AuditEvent[], met: ReadonlyMap<string, DateTime[]>, i18n: I18n): Reading {
  const [last, first] = [group[0], group.at(-1)!]
  return {
    memberName: last.memberName,
    sentence: auditSentence(i18n, last.action),
    isOfMany: last.action === OF_MANY,
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
