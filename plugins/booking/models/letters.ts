import i18nManager from '@adonisjs/i18n/services/main'
import { calendarFile } from '#calendar/files/icalendar'
import { currentClinic } from '#clinics/clinic_in_hand'
import { clinicSettings } from '#clinics/settings'
import { leaksOfText } from '#mails/leak_check'
import { mustBeNeutral, queueMail, senderOfMails } from '#mails/queue_mail'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import type { Standing } from './order.js'
import { isOpenFor, mayCancel, mayMove } from './changing.js'
import { type Location, thingsOf } from './things.js'
import { whenOf } from './wording.js'

export type LetterKind = 'booked' | 'requested' | 'accepted' | 'declined' | 'moved' | 'cancelled'

/** What a letter is about. */
type Subject = {
  appointment: Appointment
  client: Client
  clientId: string
  standing: Standing
  locale: string
  origin: string
}
type More = { token: string; reason?: string | null }

/** Tells a client by mail what became of the booking, with the appointment for their calendar. Nothing in it was typed by the visitor. */
export async function sendLetter(kind: LetterKind, booking: Subject, { token, reason }: More) {
  const { appointment, client, locale, origin } = booking
  // Somebody at the clinic has removed the address since.
  if (!client.email) return
  const isOver = kind === 'cancelled' || kind === 'declined'
  const canChange = mayCancel(booking) || isMovable(kind, booking)
  const about = await told(appointment)
  await queueMail({
    to: client.email,
    purpose: `booking.mails.purposes.${kind}`,
    template: 'booking::mails/letter',
    data: {
      ...{ kind, canChange },
      when: whenOf(appointment.startsAt, appointment.zone, locale),
      ...about,
      reason: mustBeNeutral() ? null : reason,
      url: isOver ? `${origin}/booking` : `${origin}/booking/a/${token}`,
    },
    calendar: kind === 'declined' ? undefined : fileFor(booking, about, kind === 'cancelled'),
    ...{ locale, client },
    usefulUntil: isOver ? undefined : appointment.endsAt,
  })
}

/** What was booked online this moment is as visitors book it, so its service need not be asked. */
function isMovable(kind: LetterKind, booking: Subject) {
  const isNew = kind === 'booked' || kind === 'requested'
  return isNew ? isOpenFor(booking, 'mayMove') : mayMove(booking)
}

type Refusal = {
  to: string
  locale: string
  client: Client | null
  reasons: string[]
}

/** Tells why something cannot be booked, to the address alone: only its owner may learn what the clinic knows about it. */
export async function sendRefusal({ to, locale, client, reasons }: Refusal) {
  await queueMail({
    ...{ to, locale, client: client ?? undefined },
    purpose: 'booking.mails.purposes.refused',
    template: 'booking::mails/refusal',
    data: { reasons },
  })
}

/** What a mail may say of an appointment besides when it is: hardly anything where a precaution asks for silence. */
async function told(appointment: Appointment) {
  const { service, member, location } = await thingsOf(appointment)
  const isNeutral = mustBeNeutral()
  const where = location ? addressOf(location, isNeutral) : null
  // Better a letter without the address than none.
  const leaks = await leaksOfText(where ?? '', null)
  return {
    what: isNeutral ? null : service?.name,
    who: isNeutral ? null : member?.name,
    where: leaks.length ? null : where,
  }
}

type Told = Awaited<ReturnType<typeof told>>

function fileFor(
  { appointment, client, locale }: Subject,
  { what, who, where }: Told,
  isCancelled: boolean
) {
  const { t } = translator(locale)
  return calendarFile(appointment, {
    method: isCancelled ? 'CANCEL' : 'REQUEST',
    summary: what ?? t('booking.calendar.summary'),
    description: who && t('booking.calendar.with', { member: who }),
    location: where ?? (mustBeNeutral() ? undefined : addressOfClinic()),
    organizer: senderOfMails(),
    attendee: { address: client.email! },
  })
}

function addressOfClinic() {
  return clinicSettings.read().address ?? currentClinic().name
}

/** Where to go; without what the place is called, if its name may not be told. */
function addressOf({ name, street, postal_code, city }: Location, isNeutral: boolean) {
  return [isNeutral ? null : name, street, [postal_code, city].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ')
}

function translator(locale: string) {
  const i18n = i18nManager.locale(locale)
  return { t: i18n.t.bind(i18n) }
}
