import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { originForVisitors } from '#members/origin'
import { refuse, refuseForNow } from '#validators/refuse'
import Booking from '../models/booking.js'
import Draft from '../models/draft.js'
import Hold from '../models/hold.js'
import { isUnsuspicious, isWithin } from '../models/limiter.js'
import type { Order } from '../models/order.js'
import { dependsOnWhoAsks } from '../models/reasons.js'
import { isHuman } from '../models/robots.js'
import { momentAt } from '../models/rules.js'
import { shownTexts } from '../models/shown.js'
import { bookingSettings } from '../settings.js'
import { visitorValidator } from '../validators/booking.js'
import { addressOf, greet, visitorOf } from './greeting.js'

/** Booking takes longer for somebody new, who has to be written down: the answer does not tell. */
export const LEAST_MS = 60

/** The form for a visitor's details, and the booking itself. */
export default class BookingsController {
  async create(ctx: HttpContext) {
    greet(ctx)
    const hold = await Hold.findByTokenOrFail(ctx.params.token)
    await hold.load('service')
    return ctx.view.render('booking::pages/bookings/create', {
      ...{ hold, startsAt: momentAt(hold.start), token: ctx.params.token },
      texts: await shownTexts(ctx.i18n.locale),
      keptUntil: await hold.keptUntil(),
      needsProof: bookingSettings.read().proofOfWork,
      isAskedByMail: await dependsOnWhoAsks(hold.serviceId),
    })
  }

  async store(ctx: HttpContext) {
    const locale = greet(ctx)
    const { request, response, i18n, params } = ctx
    const hold = await Hold.findByTokenOrFail(params.token)
    const { proof, termsHash, privacyHash, ...typed } =
      await request.validateUsing(visitorValidator)
    const texts = await shownTexts(i18n.locale)
    if (texts?.terms.hash !== termsHash || texts.privacy.hash !== privacyHash)
      refuse('form', i18n.t('booking.details.changed'))
    const [outcome] = await Promise.all([
      place(ctx, hold, { order: await orderOf(ctx, typed, texts), proof }),
      sleep(LEAST_MS),
    ])
    if (outcome === 'taken') refuse('form', i18n.t('booking.details.taken'))
    const thanks = addressOf(`/hold/${params.token}/thanks`, { locale })
    return response.redirect().status(303).toPath(thanks)
  }
}

type Typed = Order['visitor'] & { marketing: boolean }

async function orderOf(ctx: HttpContext, { marketing, ...typed }: Typed, texts: Order['texts']) {
  const { firstName, lastName, email, phone } = typed
  return {
    ...{ visitor: { firstName, lastName, email, phone }, marketing, texts },
    locale: ctx.i18n.locale,
    origin: await originForVisitors(ctx.request),
    by: visitorOf(ctx),
  }
}

/** Books at once for who shows some work; for others, and where the answer depends on who asks, by the link in a mail. */
async function place(
  { i18n }: HttpContext,
  hold: Hold,
  { order, proof }: { order: Order; proof?: string | null }
) {
  const { perAddress } = bookingSettings.read()
  if (!isWithin('bookings', order.by.address, perAddress, 60))
    refuseForNow('form', i18n.t('booking.times.too_many'))
  const isCertain =
    (await isHuman(proof)) &&
    !(await dependsOnWhoAsks(hold.serviceId)) &&
    isUnsuspicious(order.visitor.email)
  if (isCertain) return Booking.place(hold, order)
  return (await Draft.keep(hold, order)) ? 'drafted' : 'taken'
}
