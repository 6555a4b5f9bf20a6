import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@adonisjs/core/http'
import { refuse } from '#validators/refuse'
import { mayMove } from '../models/changing.js'
import { movedWish } from '../models/seat.js'
import { TimeChoice } from '../models/time_choice.js'
import { choiceValidator } from '../validators/booking.js'
import { addressOf, bookingOf, visitorOf } from './greeting.js'

/** A client moves their own appointment to another free time. */
export default class MovesController {
  async create(ctx: HttpContext) {
    const booking = await movable(ctx)
    const { month, date } = ctx.request.all()
    const choice = await TimeChoice.of({ ...movedWish(booking.appointment), month, date })
    return ctx.view.render('booking::pages/moves/create', {
      ...{ choice, appointment: booking.appointment, token: ctx.params.token },
    })
  }

  async store(ctx: HttpContext) {
    const booking = await movable(ctx)
    const { start } = await ctx.request.validateUsing(choiceValidator)
    const token = await booking.move(start, visitorOf(ctx))
    if (!token) refuse('form', ctx.i18n.t('booking.times.taken'))
    const { locale } = ctx.request.only(['locale'])
    const address = addressOf(`/a/${token}`, { locale, done: 'moved' })
    return ctx.response.redirect().status(303).toPath(address)
  }
}

/** @throws 404 when it is too late, was cancelled, or is not theirs to move: the page before does not offer it */
async function movable(ctx: HttpContext) {
  const { booking } = await bookingOf(ctx)
  if (mayMove(booking)) return booking
  throw new errors.E_ROUTE_NOT_FOUND([ctx.request.method(), ctx.request.url()])
}
