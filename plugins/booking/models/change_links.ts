import type { ChangeLinks } from '#plugins/change_links'
import { isHostOfClinic, knownOrigin } from '#members/origin'
import { clinicSettings } from '#clinics/settings'
import Appointment from '#models/appointment'
import type Client from '#models/client'
import Booking from './booking.js'
import { mayCancel, mayMove } from './changing.js'
import Link from './link.js'
import { shownServices } from './shown.js'
import { newToken } from './token.js'

/** Links for the messages of others: what can be booked online can be moved and cancelled online, whoever booked it. */
export const changeLinks: ChangeLinks = {
  async issue(appointment, client) {
    const origin = (await isChangeable(appointment, client)) ? await originForClients() : null
    if (!origin) return null
    const booking = (await known(appointment, client)) ?? (await open(appointment, client, origin))
    return booking && addressOf(origin, await Link.issue(booking.id))
  },

  async sample() {
    const services = await shownServices()
    const origin = services.length ? await originForClients() : null
    return origin && addressOf(origin, newToken().token)
  },
}

async function isChangeable({ id }: Appointment, { id: clientId }: Client) {
  const whole = Appointment.query().where({ id }).preload('service').preload('attendances')
  const subject = { appointment: await whole.firstOrFail(), clientId, standing: 'booked' } as const
  return mayMove(subject) || mayCancel(subject)
}

function known({ id: appointmentId }: Appointment, { id: clientId }: Client) {
  return Booking.query().where({ appointmentId, clientId }).orderBy('id', 'desc').first()
}

/** Lets a client change what a member has booked, if visitors could have booked it. */
async function open(
  { id: appointmentId, serviceId }: Appointment,
  { id: clientId, locale }: Client,
  origin: string
) {
  const services = await shownServices()
  if (!services.some(({ id }) => id === serviceId)) return null
  return Booking.create({
    ...{ appointmentId, clientId, origin, requestKey: null },
    locale: locale ?? clinicSettings.read().locale,
  })
}

/**
 * Where members have signed in; as long as none has at an address that clients reach, where a client has booked last. That a
 * stranger has written into a request, so it must be a name that the clinic has given itself, and nothing but that.
 */
async function originForClients() {
  const trusted = await knownOrigin()
  if (trusted) return trusted
  const latest = await Booking.query().whereNotNull('requestKey').orderBy('id', 'desc').first()
  if (!latest) return null
  const { protocol, port, host } = new URL(latest.origin)
  const isPlain = protocol === 'https:' && !port
  return isPlain && (await isHostOfClinic(host)) ? latest.origin : null
}

function addressOf(origin: string, token: string) {
  return `${origin}/booking/a/${token}`
}
