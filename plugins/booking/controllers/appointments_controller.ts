import type { HttpContext } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import { mayChange } from '../models/rules.js'
import { bookingSettings } from '../settings.js'
import { greet } from './greeting.js'

/** Where the link in a client's mail leads: the appointment, and what may be done with it. It names nobody. */
export default class AppointmentsController {
  async show(ctx: HttpContext) {
    const booking = await Booking.findByTokenOrFail(ctx.params.token)
    greet(ctx, booking.locale)
    const { appointment } = booking
    return ctx.view.render('booking::pages/appointments/show', {
      ...{ appointment, token: ctx.params.token },
      isAttending: await booking.isAttending(),
      mayMove: mayChange(appointment, 'mayMove'),
      mayCancel: mayChange(appointment, 'mayCancel'),
      changeHours: bookingSettings.read().changeHours,
    })
  }
}
