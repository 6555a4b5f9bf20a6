import type { ChangeLinks } from '#plugins/change_links'
import { knownOrigin } from '#clinics/origin'
import { clinicSettings } from '#clinics/settings'
import type Appointment from '#models/appointment'
import type Client from '#models/client'
import Booking from './booking.js'
import Link from './link.js'
import { mayChange } from './rules.js'
import { shownServices } from './shown.js'
import { newToken } from './token.js'

/** Links for the messages of others: what can be booked online can be moved and cancelled online, whoever booked it. */
export const changeLinks: ChangeLinks = {
  async issue(appointment, client) {
    if (!isChangeable(appointment)) return null
    const booking = (await known(appointment, client)) ?? (await open(appointment, client))
    return booking && addressOf(booking.origin, await Link.issue(booking.id))
  },

  async sample() {
    const services = await shownServices()
    const origin = services.length ? await originForClients() : null
    return origin && addressOf(origin, newToken().token)
  },
}

function isChangeable(appointment: Appointment) {
  const subject = { appointment, standing: 'booked' } as const
  return mayChange(subject, 'mayMove') || mayChange(subject, 'mayCancel')
}

function known({ id: appointmentId }: Appointment, { id: clientId }: Client) {
  return Booking.query().where({ appointmentId, clientId }).orderBy('id', 'desc').first()
}

/** Lets a client change what a member has booked, if visitors could have booked it. */
async function open(
  { id: appointmentId, serviceId }: Appointment,
  { id: clientId, locale }: Client
) {
  const services = await shownServices()
  const origin = await originForClients()
  if (!origin || !services.some(({ id }) => id === serviceId)) return null
  return Booking.create({
    ...{ appointmentId, clientId, origin, requestKey: null },
    locale: locale ?? clinicSettings.read().locale,
  })
}

/** Where clients have found the clinic last; as long as none has, where its members do. */
async function originForClients() {
  const latest = await Booking.query().whereNotNull('requestKey').orderBy('id', 'desc').first()
  return latest?.origin ?? knownOrigin()
}

function addressOf(origin: string, token: string) {
  return `${origin}/booking/a/${token}`
}
