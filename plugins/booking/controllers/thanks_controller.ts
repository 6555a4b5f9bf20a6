import type { HttpContext } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import Draft from '../models/draft.js'
import Hold from '../models/hold.js'
import { dependsOnWhoAsks } from '../models/reasons.js'
import { momentAt } from '../models/rules.js'
import { addressOf, greet } from './greeting.js'

/** What a visitor sees after booking. Where the answer depends on who they are, only the link in the mail leads to it. */
export default class ThanksController {
  async show(ctx: HttpContext) {
    const locale = greet(ctx)
    const { token } = ctx.params
    const hold = await Hold.findByTokenOrFail(token)
    const outcome = await outcomeOf(hold)
    if (!outcome) return ctx.response.redirect().toPath(addressOf(`/hold/${token}`, { locale }))
    await hold.load('service')
    const { service, start } = hold
    return ctx.view.render('booking::pages/thanks/show', {
      ...{ outcome, service, startsAt: momentAt(start) },
    })
  }
}

async function outcomeOf(hold: Hold) {
  const isDrafted = (await Draft.findBy('holdId', hold.id)) !== null
  const drafted = isDrafted ? 'drafted' : null
  if (await dependsOnWhoAsks(hold.serviceId)) return drafted
  return (await Booking.outcomeOf(hold)) ?? drafted
}
