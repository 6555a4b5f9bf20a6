import type { HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import Offer from '../models/offer.js'
import { momentAt } from '../models/rules.js'
import Waiting from '../models/waiting.js'
import { greet, visitorOf } from './greeting.js'

/** A time that is offered to somebody who waits: they take it, or leave it to the next. */
export default class OffersController {
  async create(ctx: HttpContext) {
    const offer = await Offer.findByTokenOrFail(ctx.params.token)
    greet(ctx, offer.waiting.locale)
    if (!offer.isOpen) ctx.response.status(410)
    return ctx.view.render('booking::pages/offers/create', {
      ...{ offer, startsAt: momentAt(offer.start), token: ctx.params.token },
    })
  }

  async store(ctx: HttpContext) {
    const offer = await Offer.findByTokenOrFail(ctx.params.token)
    greet(ctx, offer.waiting.locale)
    const outcome = await offer.accept(visitorOf(ctx))
    if (outcome === 'taken') refuse('form', ctx.i18n.t('booking.offers.over'))
    return ctx.view.render('booking::pages/thanks/show', {
      outcome: outcome === 'refused' ? 'answered' : outcome,
      service: offer.waiting.service,
      startsAt: momentAt(offer.start),
    })
  }

  async destroy(ctx: HttpContext) {
    const offer = await Offer.findByTokenOrFail(ctx.params.token)
    greet(ctx, offer.waiting.locale)
    await offer.decline()
    await Waiting.serve()
    return ctx.view.render('booking::pages/offers/declined', {})
  }
}
