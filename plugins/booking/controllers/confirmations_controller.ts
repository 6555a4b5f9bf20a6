import type { HttpContext } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import Draft from '../models/draft.js'
import { momentAt } from '../models/rules.js'
import { greet, visitorOf } from './greeting.js'

/** Where the link leads that a visitor without scripts got by mail. Looking does nothing: mail filters follow links too. */
export default class ConfirmationsController {
  async create(ctx: HttpContext) {
    greet(ctx)
    const { hold } = await Draft.findByTokenOrFail(ctx.params.token)
    return ctx.view.render('booking::pages/confirmations/create', {
      ...{ hold, startsAt: momentAt(hold.start), token: ctx.params.token },
    })
  }

  async store(ctx: HttpContext) {
    greet(ctx)
    const draft = await Draft.findByTokenOrFail(ctx.params.token)
    const outcome = await draft.place(visitorOf(ctx))
    if (outcome === 'taken') refuse('form', ctx.i18n.t('booking.details.taken'))
    return ctx.view.render('booking::pages/thanks/show', {
      outcome: outcome === 'refused' ? 'answered' : outcome,
      service: draft.hold.service,
      startsAt: momentAt(draft.hold.start),
    })
  }
}
