import type { HttpContext } from '@adonisjs/core/http'
import Booking from '../models/booking.js'

/** Says yes to a request. */
export default class AcceptancesController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const booking = await Booking.requestedOrFail(params.request_id)
    await booking.accept(actor)
    session.flash('notice', i18n.t('booking.requests.accepted'))
    return response.redirect().status(303).toRoute('booking.requests.index')
  }
}
