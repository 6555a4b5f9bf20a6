import type { HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import Booking from '../models/booking.js'
import Draft from '../models/draft.js'
import { momentAt } from '../models/rules.js'
import { addressOf, greet, visitorOf } from './greeting.js'

/** Where the link leads that a visitor got by mail who has to confirm. Looking does nothing: mail filters follow links too. */
export default class ConfirmationsController {
  async create(ctx: HttpContext) {
    const { token } = ctx.params
    const { hold, locale } = await Draft.findByTokenOrFail(token)
    greet(ctx, locale)
    const outcome = await Booking.outcomeOf(hold)
    const page = outcome ? 'thanks/show' : 'confirmations/create'
    return ctx.view.render(`booking::pages/${page}`, {
      ...{ outcome, hold, service: hold.service, startsAt: momentAt(hold.start), token },
    })
  }

  async store(ctx: HttpContext) {
    const { token } = ctx.params
    const draft = await Draft.findByTokenOrFail(token)
    const locale = greet(ctx, draft.locale)
    const outcome = await draft.place(visitorOf(ctx))
    if (outcome === 'taken') refuse('form', ctx.i18n.t('booking.details.taken'))
    return ctx.response
      .redirect()
      .status(303)
      .toPath(addressOf(`/confirm/${token}`, { locale }))
  }
}
