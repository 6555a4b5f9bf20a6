import type { HttpContext } from '@adonisjs/core/http'
import { mayCancel, mayMove } from '../models/changing.js'
import { bookingOf } from './greeting.js'

/** Where the link in a client's mail leads: the appointment, and what may be done with it. It names nobody. */
export default class AppointmentsController {
  async show(ctx: HttpContext) {
    const { booking } = await bookingOf(ctx)
    return ctx.view.render('booking::pages/appointments/show', {
      ...{ appointment: booking.appointment, standing: booking.standing },
      token: ctx.params.token,
      isTold: Boolean(booking.client.email),
      mayMove: mayMove(booking),
      mayCancel: mayCancel(booking),
    })
  }
}
