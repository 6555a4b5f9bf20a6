import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import { mayChange } from '../models/rules.js'
import { addressOf, greet, visitorOf } from './greeting.js'

/** A client cancels their own appointment. */
export default class CancellationsController {
  async store(ctx: HttpContext) {
    const booking = await Booking.findByTokenOrFail(ctx.params.token)
    const locale = greet(ctx, booking.locale)
    if (!mayChange(booking.appointment, 'mayCancel') || !(await booking.isAttending()))
      throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    const token = await booking.cancel(visitorOf(ctx))
    const address = addressOf(`/a/${token}`, { locale, done: 'cancelled' })
    return ctx.response.redirect().status(303).toPath(address)
  }
}
