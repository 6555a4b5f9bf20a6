import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import { originForVisitors } from '#clinics/origin'
import { refuse, refuseForNow } from '#validators/refuse'
import { isWithin } from '../models/limiter.js'
import { isHuman } from '../models/robots.js'
import { bookableDates } from '../models/rules.js'
import { shownTexts } from '../models/shown.js'
import Waiting from '../models/waiting.js'
import { bookingSettings } from '../settings.js'
import { waitingValidator } from '../validators/booking.js'
import { bookableService, greet, visitorOf } from './greeting.js'

/** Somebody who finds no time leaves their details, and hears when one becomes free. */
export default class WaitingController {
  async create(ctx: HttpContext) {
    greet(ctx)
    const service = await listedService(ctx)
    const { with: wanted } = ctx.request.all()
    return ctx.view.render('booking::pages/waiting/create', {
      service,
      member: service.members.find(({ id }) => id === wanted) ?? null,
      texts: await shownTexts(ctx.i18n.locale),
      dates: bookableDates(),
      needsProof: bookingSettings.read().proofOfWork,
    })
  }

  async store(ctx: HttpContext) {
    greet(ctx)
    const { request, i18n } = ctx
    const service = await listedService(ctx)
    const {
      from,
      until,
      with: memberId,
      proof,
      ...typed
    } = await request.validateUsing(waitingValidator)
    const texts = await shownTexts(i18n.locale)
    if (texts?.terms.hash !== typed.termsHash || texts.privacy.hash !== typed.privacyHash)
      refuse('form', i18n.t('booking.details.changed'))
    if (until < from) refuse('until', i18n.t('booking.waiting.backwards'))
    const { perAddress } = bookingSettings.read()
    if (!isWithin('waiting', request.ip(), perAddress, 60))
      refuseForNow('form', i18n.t('booking.times.too_many'))
    const isCertain = await isHuman(proof)
    const { firstName, lastName, email, phone, marketing } = typed
    await Waiting.join({
      ...{ service, memberId: memberId ?? null, from, until, isCertain, texts, marketing },
      ...{ visitor: { firstName, lastName, email, phone }, locale: i18n.locale },
      origin: await originForVisitors(request),
      by: visitorOf(ctx),
    })
    await Waiting.serve()
    return ctx.view.render('booking::pages/waiting/joined', { service, isCertain })
  }
}

/** @throws 404 where the clinic keeps no list */
async function listedService(ctx: HttpContext) {
  const service = await bookableService(ctx)
  if (bookingSettings.read().waitingList) return service
  throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
}
