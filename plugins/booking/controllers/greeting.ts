import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { LOCALES } from '#config/i18n'
import type { Actor } from '#audit/actor'
import { mailIsSetUp } from '#mails/queue_mail'
import { withQuery } from '#pages/paging'
import { errors } from '@adonisjs/core/http'
import Service from '#models/service'
import Text from '../models/text.js'

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
    zoneName: zoneName(i18n.locale),
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

/** Whether the clinic takes bookings: it must be able to answer them, and to say on what terms. */
export async function isOpen(locale: string) {
  return mailIsSetUp() && Boolean(await Text.current(locale))
}

/** A service that can be booked here. @throws 404 */
export async function bookableService({ params, request, i18n }: HttpContext) {
  const service = await Service.query()
    .where('id', params.service_id)
    .where('isBookableOnline', true)
    .whereNull('archivedAt')
    .firstOrFail()
  if (await isOpen(i18n.locale)) return service
  throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
}

/** “Central European Standard Time”: which clocks the times are from. */
function zoneName(locale: string) {
  const { timeZone } = clinicSettings.read()
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })
  const part = format.formatToParts().find(({ type }) => type === 'timeZoneName')
  return `${part?.value ?? timeZone}`
}
