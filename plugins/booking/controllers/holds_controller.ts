import type { HttpContext } from '@adonisjs/core/http'
import { refuse, refuseForNow } from '#validators/refuse'
import Hold from '../models/hold.js'
import { isWithin } from '../models/limiter.js'
import { bookingSettings } from '../settings.js'
import { choiceValidator } from '../validators/booking.js'
import { addressOf, bookableService, greet, visitorOf } from './greeting.js'

/** A visitor has chosen a time: it is theirs while they type. */
export default class HoldsController {
  async store(ctx: HttpContext) {
    const locale = greet(ctx)
    const service = await bookableService(ctx)
    const typed = await ctx.request.validateUsing(choiceValidator)
    const { start, with: memberId = null, instead } = typed
    const by = visitorOf(ctx)
    const { perAddress, holdMinutes } = bookingSettings.read()
    if (!isWithin('holds', by.address, perAddress, holdMinutes))
      refuseForNow('form', ctx.i18n.t('booking.times.too_many'))
    const former = instead ? await Hold.findIdle(instead) : null
    const choice = { service, memberId, start }
    const taken = await Hold.exchange(former, { ...choice, by, keeping: 'fairly' })
    if (!taken) refuse('form', ctx.i18n.t('booking.times.taken'))
    const address = addressOf(`/hold/${taken.token}`, { locale })
    return ctx.response.redirect().status(303).toPath(address)
  }
}
