import type { HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import Offer, { type Fate } from '../models/offer.js'
import { momentAt } from '../models/rules.js'
import Waiting from '../models/waiting.js'
import { serve } from '../models/waiting_list.js'
import { addressOf, greet, visitorOf } from './greeting.js'

const VIEWS: Partial<Record<Fate, string>> = { open: 'offers/create', over: 'offers/create' }

/** A time that is offered to somebody who waits: they take it, or leave it to the next. */
export default class OffersController {
  async create(ctx: HttpContext) {
    const { offer, entry } = await offerOf(ctx)
    const fate = await offer.fate()
    if (fate === 'over') ctx.response.status(410)
    return ctx.view.render(`booking::pages/${VIEWS[fate] ?? 'thanks/show'}`, {
      ...{ outcome: fate, isOpen: fate === 'open', expiresAt: offer.expiresAt },
      ...{ service: entry.service, startsAt: momentAt(offer.start), token: ctx.params.token },
    })
  }

  async store(ctx: HttpContext) {
    const { offer, entry, back } = await offerOf(ctx)
    const outcome = await entry.accept(offer, visitorOf(ctx))
    if (outcome === 'taken') refuse('form', ctx.i18n.t('booking.details.taken'))
    return ctx.response.redirect().status(303).toPath(back)
  }

  async destroy(ctx: HttpContext) {
    const { offer, back } = await offerOf(ctx)
    await offer.decline()
    await serve()
    return ctx.response.redirect().status(303).toPath(back)
  }
}

async function offerOf(ctx: HttpContext) {
  const { token } = ctx.params
  const offer = await Offer.findByTokenOrFail(token)
  const entry = await Waiting.query()
    .where('id', offer.waitingId)
    .preload('service')
    .preload('offers')
    .firstOrFail()
  const locale = greet(ctx, entry.locale)
  return { offer, entry, back: addressOf(`/offers/${token}`, { locale }) }
}
