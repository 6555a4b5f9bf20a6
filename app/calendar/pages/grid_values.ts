import type { I18n } from '@adonisjs/i18n'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import { APPOINTMENT_STATUSES } from '#calendar/appointment_status'
import type Member from '#models/member'
import type { CalendarChoice } from './calendar_choice.js'
import type { CalendarMember, CalendarRoom, CalendarService } from '#calendar/on_offer'

type Visit = { member: Member; i18n: I18n }
type OnOffer = {
  members: readonly CalendarMember[]
  rooms: readonly CalendarRoom[]
  services: readonly CalendarService[]
}

/** What takes at least as long has room for a name. */
const LONG_ENOUGH = 10

/** What the browser needs to know to draw the grid: attributes for its controller. */
export function gridValues(
  choice: CalendarChoice,
  { member, i18n }: Visit,
  { members, rooms, services }: OnOffer
) {
  const shown =
    choice.columns === 'rooms'
      ? wanted(rooms, choice.rooms)
      : wanted(choice.members.length ? members : members.filter(isBookable), choice.members)
  const values = {
    'view': choice.view,
    'date': choice.date,
    'columns': choice.columns ?? '',
    'chosen': choice.isViewChosen,
    'today': today(),
    'locale': i18n.locale,
    'zone': clinicSettings.read().timeZone,
    'shortest': Math.min(...services.map(({ minutes }) => minutes), LONG_ENOUGH),
    'may-write': member.can('calendar.write'),
    'members': JSON.stringify(members.map(named)),
    'rooms': JSON.stringify(rooms.map(named)),
    'shown': JSON.stringify(shown),
    'words': JSON.stringify(gridWords(i18n)),
  }
  const entries = Object.entries(values).map(([name, value]) => [
    `data-calendar-${name}-value`,
    String(value),
  ])
  return { 'data-controller': 'calendar', ...Object.fromEntries(entries) }
}

function gridWords(i18n: I18n) {
  return {
    untitled: i18n.t('appointments.untitled'),
    nobody: i18n.t('appointments.nobody'),
    noRoom: i18n.t('appointments.no_room'),
    overbooked: i18n.t('appointments.overbooked'),
    moved: i18n.t('calendar.moved', { when: '%' }),
    away: i18n.t('recurrences.closed.away'),
    awayOn: i18n.t('calendar.away_on', { names: '%' }),
    buffer: bufferWords(i18n),
    more: i18n.t('calendar.more', { count: '%' }),
    week: i18n.t('calendar.week_number', { week: '%' }),
    unreachable: i18n.t('layout.unreachable'),
    status: Object.fromEntries(
      APPOINTMENT_STATUSES.map((status) => [status, i18n.t(`appointments.status.${status}`)])
    ),
  }
}

/** How long its member and room are taken before and after an appointment, and how that is said. */
function bufferWords(i18n: I18n) {
  return {
    before: i18n.t('calendar.buffer.before', { before: '%1' }),
    after: i18n.t('calendar.buffer.after', { after: '%2' }),
    both: i18n.t('calendar.buffer.both', { before: '%1', after: '%2' }),
  }
}

function wanted(all: readonly { id: string }[], ids: readonly string[]) {
  return all.map(({ id }) => id).filter((id) => !ids.length || ids.includes(id))
}

function isBookable(member: CalendarMember) {
  return member.isBookable
}

function named({ id, name }: { id: string; name: string }) {
  return { id, name }
}
