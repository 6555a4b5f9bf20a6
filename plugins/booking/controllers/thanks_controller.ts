import type { HttpContext } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import Draft from '../models/draft.js'
import Hold from '../models/hold.js'
import { answersByMail } from '../models/reasons.js'
import { momentAt } from '../models/rules.js'
import { addressOf, greet } from './greeting.js'

/** What a visitor sees after booking. Where the answer depends on who they are, it says only that a mail has it. */
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
  const booking = await Booking.ofHold(hold)
  if (!booking && (await Draft.findBy('holdId', hold.id))) return 'drafted'
  if (await answersByMail(hold.serviceId)) return (await hold.isKept()) ? null : 'answered'
  return booking && (booking.standing === 'requested' ? 'requested' : 'booked')
}
