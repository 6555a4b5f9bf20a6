import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import { originForVisitors } from '#members/origin'
import { refuse, refuseForNow } from '#validators/refuse'
import { isUnsuspicious, isWithin } from '../models/limiter.js'
import { dependsOnWhoAsks } from '../models/reasons.js'
import { isHuman } from '../models/robots.js'
import { bookableDates } from '../models/rules.js'
import { shownTexts } from '../models/shown.js'
import { join } from '../models/waiting_list.js'
import { bookingSettings } from '../settings.js'
import { waitingValidator } from '../validators/booking.js'
import { addressOf, bookableService, greet, practitionerOf, visitorOf } from './greeting.js'

/** Somebody who finds no time leaves their details, and hears when one becomes free. */
export default class WaitingController {
  async create(ctx: HttpContext) {
    greet(ctx)
    const service = await listedService(ctx)
    return ctx.view.render('booking::pages/waiting/create', {
      ...{ service, member: practitionerOf(ctx, service) },
      texts: await shownTexts(ctx.i18n.locale),
      dates: bookableDates(),
      needsProof: bookingSettings.read().proofOfWork,
      isAskedByMail: await dependsOnWhoAsks(service.id),
    })
  }

  async store(ctx: HttpContext) {
    const locale = greet(ctx)
    const { request, response, i18n } = ctx
    const service = await listedService(ctx)
    const typed = await request.validateUsing(waitingValidator)
    const texts = await shownTexts(i18n.locale)
    if (texts?.terms.hash !== typed.termsHash || texts.privacy.hash !== typed.privacyHash)
      refuse('form', i18n.t('booking.details.changed'))
    if (typed.until < typed.from) refuse('until', i18n.t('booking.waiting.backwards'))
    const { perAddress } = bookingSettings.read()
    if (!isWithin('waiting', request.ip(), perAddress, 60))
      refuseForNow('form', i18n.t('booking.times.too_many'))
    const isCertain =
      (await isHuman(typed.proof)) &&
      !(await dependsOnWhoAsks(service.id)) &&
      isUnsuspicious(typed.email)
    const { firstName, lastName, email, phone, marketing, from, until } = typed
    await join({
      ...{ service, memberId: practitionerOf(ctx, service)?.id ?? null, from, until, isCertain },
      ...{ visitor: { firstName, lastName, email, phone }, texts, marketing, locale: i18n.locale },
      origin: await originForVisitors(request),
      by: visitorOf(ctx),
    })
    const step = isCertain ? null : 'mail'
    const thanks = addressOf(`/services/${service.id}/waiting/thanks`, { locale, step })
    return response.redirect().status(303).toPath(thanks)
  }
}

/** @throws 404 where the clinic keeps no list */
async function listedService(ctx: HttpContext) {
  const service = await bookableService(ctx)
  if (bookingSettings.read().waitingList) return service
  throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
}
