import type { HttpContext } from '@adonisjs/core/http'
import { appointmentPage } from '#calendar/pages/appointment_page'
import { bookingPage } from '#calendar/pages/booking_page'
import Appointment from '#models/appointment'

/**
 * Finds clients for an appointment, to be booked or already there. Sent as a form and answered with the page that
 * it came from, so that what was searched for, a name as a rule, stands in no address.
 */
export default class AppointmentClientSearchesController {
  async store({ request, view, member, i18n }: HttpContext) {
    return view.render('pages/appointments/create', await bookingPage(request.all(), member, i18n))
  }

  async update(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const term = String(ctx.request.input('term') ?? '')
    return ctx.view.render('pages/appointments/show', await appointmentPage(appointment, ctx, term))
  }
}
