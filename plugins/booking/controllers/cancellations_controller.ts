import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import { mayCancel } from '../models/changing.js'
import { addressOf, bookingOf, visitorOf } from './greeting.js'

/** A client cancels their own appointment. */
export default class CancellationsController {
  async store(ctx: HttpContext) {
    const { booking, locale } = await bookingOf(ctx)
    if (!mayCancel(booking))
      throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
    const token = await booking.cancel(visitorOf(ctx))
    const address = addressOf(`/a/${token}`, { locale, done: 'cancelled' })
    return ctx.response.redirect().status(303).toPath(address)
  }
}
