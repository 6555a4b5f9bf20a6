import type { HttpContext } from '@adonisjs/core/http'
import { bookingPage } from '#calendar/pages/booking_page'
import { changePage } from '#calendar/pages/change_page'
import Appointment from '#models/appointment'

/** Shows which dates a rule gives and which are taken, while somebody still fills in a form about an appointment. */
export default class AppointmentDatesController {
  async store({ request, view, member, i18n }: HttpContext) {
    return view.render('pages/appointments/create', await bookingPage(request.all(), member, i18n))
  }

  async update(ctx: HttpContext) {
    const appointment = await Appointment.findOrFail(ctx.params.id)
    const page = await changePage(appointment, ctx, ctx.request.all())
    return ctx.view.render('pages/appointments/edit', page)
  }
}
