import type { HttpContext } from '@adonisjs/core/http'
import { bookingPage } from '#calendar/booking_page'

/** Shows which dates a rule gives and which are taken, while somebody still fills in the form of a new appointment. */
export default class AppointmentDatesController {
  async store({ request, view, member, i18n }: HttpContext) {
    return view.render('pages/appointments/create', await bookingPage(request.all(), member, i18n))
  }
}
