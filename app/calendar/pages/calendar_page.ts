import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import { today } from '#clients/age'
import { clinicSettings } from '#clinics/settings'
import type Member from '#models/member'
import { byDate } from './agenda.js'
import {
  type CalendarChoice,
  calendarQuery,
  datesOf,
  isNarrowed,
  stepOf,
  VIEWS,
} from './calendar_choice.js'
import { calendarRows } from './calendar_rows.js'
import { addDays } from '#calendar/dates'
import { holidayNames } from '#calendar/hours/holiday_list'
import { gridValues } from './grid_values.js'
import {
  calendarLocations,
  calendarMembers,
  calendarRooms,
  calendarServices,
} from '#calendar/on_offer'

type Visit = { member: Member; i18n: I18n }

/**
 * Everything that the calendar page shows. The agenda is made here; in the other views the browser fetches
 * the appointments itself, so that it can do so again when something changes.
 */
export async function calendarPage(choice: CalendarChoice, { member, i18n }: Visit) {
  const { from, until } = datesOf(choice)
  const isAgenda = choice.view === 'agenda'
  const members = await calendarMembers()
  const rooms = await calendarRooms()
  const services = await calendarServices()
  return {
    ...{ choice, from, until, members, rooms, isAgenda },
    ...(isAgenda ? await agendaOf(choice, member) : {}),
    locations: await calendarLocations(),
    services,
    zone: clinicSettings.read().timeZone,
    today: today(),
    heading: headingOf(choice, i18n),
    week: weekOf(choice, i18n),
    isNarrowed: isNarrowed(choice),
    linkTo: (other: Partial<CalendarChoice>) => linkTo(choice, other),
    views: VIEWS.map((view) => ({ view, href: linkTo(choice, { view }) })),
    previous: linkTo(choice, { date: stepOf(choice, -1) }),
    next: linkTo(choice, { date: stepOf(choice, 1) }),
    grid: isAgenda ? {} : gridValues(choice, { member, i18n }, { members, rooms, services }),
    nameOfMember: nameIn(members),
    nameOfRoom: nameIn(rooms),
  }
}

async function agendaOf(choice: CalendarChoice, member: Member) {
  const { from, until } = datesOf(choice)
  const rows = await calendarRows({ from, until }, choice, { member, on: ['screen'] })
  const last = addDays(until, -1)
  return { days: byDate(rows, from, last), holidays: await holidayNames({ from, until: last }) }
}

function linkTo(choice: CalendarChoice, other: Partial<CalendarChoice>) {
  return `/calendar?${new URLSearchParams(calendarQuery(choice, other))}`
}

/** What a view is about: a month, a day, or the days from the first to the last. */
function headingOf(choice: CalendarChoice, i18n: I18n) {
  const { from, until } = datesOf(choice)
  const options: Intl.DateTimeFormatOptions =
    choice.view === 'month'
      ? { month: 'long', year: 'numeric' }
      : choice.view === 'day'
        ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
        : { day: 'numeric', month: 'long', year: 'numeric' }
  const format = new Intl.DateTimeFormat(i18n.locale, { ...options, timeZone: 'UTC' })
  if (choice.view === 'month' || choice.view === 'day') return format.format(new Date(choice.date))
  return format.formatRange(new Date(from), new Date(addDays(until, -1)))
}

/** People speak of weeks by their numbers, and seven days from a Wednesday on are in two. */
function weekOf({ view, date }: CalendarChoice, i18n: I18n) {
  if (view === 'month' || view === 'agenda') return null
  return i18n.t('calendar.week_number', {
    week: DateTime.fromISO(date, { zone: 'utc' }).weekNumber,
  })
}

function nameIn(named: readonly { id: string; name: string }[]) {
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return (id: string | null) => (id ? (names.get(id) ?? null) : null)
}
