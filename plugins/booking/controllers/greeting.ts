import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { LOCALES } from '#config/i18n'
import type { Actor } from '#audit/actor'
import { EndedLink } from './ended_link.js'
import { withQuery } from '#pages/paging'
import { errors } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import { Formats } from '../models/formats.js'
import Link from '../models/link.js'
import { type ShownService, shownServices, shownTexts } from '../models/shown.js'

/**
 * Lets a page speak the visitor's language: the one chosen on it, or else what the browser asks for. There is no session,
 * so a choice goes along in the addresses of all links.
 */
export function greet({ request, i18n, view, member }: HttpContext, noted?: string) {
  const chosen = LOCALES.find((locale) => locale === request.input('locale'))
  const asked = noted ?? request.language([...LOCALES])
  i18n.switchLocale(chosen ?? asked ?? clinicSettings.read().locale)
  view.share({
    here: (path: string, query: Record<string, string | number | null> = {}) =>
      addressOf(path, { ...query, locale: chosen ?? null }),
    chosenLocale: chosen,
    formats: Formats.of(i18n.locale, clinicSettings.read().timeZone),
    isMember: Boolean(member),
  })
  return chosen
}

/** An address of the plugin, without what is not known. */
export function addressOf(path: string, query: Record<string, string | number | null | undefined>) {
  return withQuery(`/booking${path}`, {}, query)
}

/** Whoever acts here does it as a visitor, even with a member's session in the same browser. */
export function visitorOf({ request }: HttpContext): Actor {
  return { member: null, address: request.ip() }
}

/**
 * What the holder of the link in the address has booked, in their language.
 *
 * @throws 404 for a link that never was, and EndedLink for one with which something was done, or whose appointment is long over
 */
export async function bookingOf(ctx: HttpContext) {
  const link = await Link.findByTokenOrFail(ctx.params.token)
  const booking = await Booking.whole().where('id', link.bookingId).firstOrFail()
  const locale = greet(ctx, booking.locale)
  if (link.endedAt) throw new EndedLink('used')
  if (booking.isLongOver) throw new EndedLink('over')
  return { booking, locale }
}

/** A service that can be booked here. @throws 404 */
export async function bookableService({ params, request, i18n }: HttpContext) {
  const services = await shownServices()
  const service = services.find(({ id }) => id === params.service_id)
  if (service && (await shownTexts(i18n.locale))) return service
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}

/** With whom, if the address or the form names somebody who offers the service; null is anyone. */
export function practitionerOf({ request }: HttpContext, { members }: ShownService) {
  return members.find(({ id }) => id === request.input('with')) ?? null
}
