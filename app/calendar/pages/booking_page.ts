import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { today } from '#clients/age'
import { ClientSearch } from '#clients/client_search'
import { detailsOn, namesOn } from '#clients/display_name'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import Client from '#models/client'
import type Member from '#models/member'
import type { I18n } from '@adonisjs/i18n'
import { isoDate, isoWall } from './calendar_choice.js'
import { timeCheck } from './time_check.js'
import { drawnMinutes } from '#calendar/drawn_minutes'
import {
  calendarMembers,
  calendarRooms,
  calendarServices,
  offersServices,
} from '#calendar/on_offer'
import { datesPreview } from '#calendar/repeating/repeat_form'
import { ruleWords } from '#calendar/repeating/rule_words'
import { momentOf, wallOf } from '#calendar/wall_time'

/** How many clients a search in the form offers. */
const OFFERED = 8

/** What a form begins with: what the address says, or what was typed before a search. */
type Begun = Record<string, any>

/** What every form about an appointment offers: only what is in use, and what this appointment has anyway. */
export async function appointmentChoices(appointment?: Appointment) {
  const members = await calendarMembers()
  const isOffered = ({ id, isBookable }: { id: string; isBookable: boolean }) =>
    isBookable || id === appointment?.memberId
  return {
    members: members.filter(isOffered).map(option),
    rooms: withOwn(await calendarRooms(), appointment?.room).map(option),
    services: withOwn(await calendarServices(), appointment?.service),
    zone: clinicSettings.read().timeZone,
  }
}

/** The page on which an appointment is booked. */
export async function bookingPage(begun: Begun, member: Member, i18n: I18n) {
  const term = String(begun.term ?? '')
  const [date, time] = wallIn(begun)
  const preview = await datesPreview(begun)
  const memberId = await memberIn(begun, member)
  const [serviceId, roomId] = [begun.serviceId ?? begun.service, begun.roomId ?? begun.room]
  const chosen = { memberId, serviceId, roomId, minutes: begun.minutes ?? minutesIn(begun) }
  return {
    ...(await appointmentChoices()),
    ...{ date, time, term, preview, ...chosen },
    check: await timeCheck({ ...begun, ...chosen, date, time }, i18n),
    ruleInWords: preview && ruleWords(i18n, preview.wall, preview.rule),
    begun,
    key: begun.key ?? randomUUID(),
    nameOf: namesOn('screen', member),
    ...detailsOn('screen', member),
    client: isId(begun.client) ? begun.client : undefined,
    found: await clientsToChoose(term, begun.client),
    hasSearched: term.trim() !== '',
  }
}

/** Clients in whom a term is found, with the one that was chosen before. */
export async function clientsToChoose(term: string, chosen?: unknown): Promise<Client[]> {
  const before = isId(chosen) ? await Client.query().where('id', chosen) : []
  const search = new ClientSearch(term.slice(0, 200))
  if (search.isEmpty) return before
  const query = Client.query().whereNull('archivedAt').limit(OFFERED)
  search.narrow(query)
  const beginning = search.beginning
  if (beginning) query.orderByRaw('substr(sort_first, 1, ?) <> ?', [beginning.length, beginning])
  const found = await query.orderBy('sort_first')
  return [...before, ...found.filter(({ id }) => id !== chosen)]
}

/** With whom: what was typed, or where somebody clicked; who treats clients books for themselves as a rule. */
async function memberIn(begun: Begun, member: Member) {
  if ('memberId' in begun) return begun.memberId
  return begun.member ?? ((await offersServices(member)) ? member.id : undefined)
}

/** The day and the time: what was typed, or where somebody clicked (`start`), or the next full hour. */
function wallIn({ date, time, start }: Begun): [string, string] {
  const [startDate, startTime] = String(start ?? '').split('T')
  return [
    isoDate(date) ?? isoDate(startDate) ?? today(),
    String(time ?? startTime ?? nextHour()).slice(0, 5),
  ]
}

/** Until where somebody drew it (`end`). */
function minutesIn({ start, end }: Begun) {
  const [from, until] = [isoWall(start), isoWall(end)]
  return from && until ? drawnMinutes(momentOf(from, clinicSettings.read().timeZone), until) : null
}

function nextHour() {
  const zone = clinicSettings.read().timeZone
  return wallOf(DateTime.utc().plus({ hours: 1 }), zone).slice(11, 13) + ':00'
}

function option({ id, name }: { id: string; name: string }) {
  return { value: id, label: name }
}

/** What was archived stays on the appointments that have it. */
function withOwn<Kept extends { id: string; name: string }>(
  kept: readonly Kept[],
  own?: { id: string; name: string } | null
): (Kept | { id: string; name: string })[] {
  return own && !kept.some(({ id }) => id === own.id) ? [...kept, own] : [...kept]
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f-]{36}$/.test(value)
}
