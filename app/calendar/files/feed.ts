import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import { displayOn, type Named, namesOn } from '#clients/display_name'
import { currentClinic } from '#clinics/clinic_in_hand'
import Appointment from '#models/appointment'
import type CalendarFeed from '#models/calendar_feed'
import { calendarFeed, type CalendarEntry } from './icalendar.js'

const KEPT_DAYS = 60
const CANCELLED_DAYS = 30

/**
 * A member's calendar as their other programs read it: what was in the last weeks and what is to come. What
 * was cancelled stays in it for a while, so that every program hears of it.
 *
 * Notes are never in it, and no title while names are not shown in full: people write names there.
 */
export async function feedOf(feed: CalendarFeed, { i18n, origin }: Reader): Promise<string> {
  const { member } = feed
  const words: Words = {
    i18n,
    nameOf: namesOn('feed', member, feed.names),
    showsTitles: displayOn('feed', member, feed.names) === 'full',
  }
  const appointments = await inFeed(member.id)
  const entries = appointments.map((appointment): CalendarEntry => {
    return {
      appointment,
      summary: summaryOf(appointment, words),
      location: locationOf(appointment),
      url: `${origin}/appointments/${appointment.id}`,
    }
  })
  return calendarFeed(`${currentClinic().name}, ${member.name}`, entries)
}

type Reader = { i18n: I18n; origin: string }
type Words = { i18n: I18n; nameOf: (client: Named) => string; showsTitles: boolean }

function inFeed(memberId: string) {
  const now = DateTime.utc()
  return Appointment.query()
    .where('member_id', memberId)
    .whereIn('status', ['requested', 'booked', 'arrived', 'done', 'cancelled'])
    .where('starts_at', '>', now.minus({ days: KEPT_DAYS }).toISO())
    .where((kept) => {
      kept
        .whereNull('cancelled_at')
        .orWhere('cancelled_at', '>', now.minus({ days: CANCELLED_DAYS }).toISO())
    })
    .preload('service')
    .preload('location')
    .preload('room')
    .preload('attendances', (taking) => taking.whereNot('status', 'cancelled').preload('client'))
    .orderBy('starts_at')
    .orderBy('id')
}

/** `Anna Berg · Physiotherapy`; a group has only its number. */
function summaryOf(appointment: Appointment, { i18n, nameOf, showsTitles }: Words) {
  const clients = appointment.attendances.flatMap(({ client }) => client ?? [])
  const title = showsTitles ? appointment.title : null
  const what = title ?? appointment.service?.name ?? null
  if (appointment.isGroup)
    return i18n.t('feeds.group', { what: what ?? i18n.t('feeds.taken'), count: clients.length })
  const who = clients.length ? clients.map(nameOf).join(', ') : null
  return [who, what].filter(Boolean).join(' · ') || i18n.t('feeds.taken')
}

function locationOf({ location, room }: Appointment) {
  const address = location && [location.street, location.postalCode, location.city]
  const parts = [room?.name, location?.name, ...(address ?? [])].filter(Boolean)
  return parts.join(', ') || null
}
