import type { HttpContext } from '@adonisjs/core/http'
import Booking from '../models/booking.js'
import { reasonValidator } from '../validators/booking.js'

/** Says no to a request. */
export default class RefusalsController {
  async store({ params, request, response, session, actor, i18n }: HttpContext) {
    const booking = await Booking.requestedOrFail(params.request_id)
    const { reason } = await request.validateUsing(reasonValidator)
    await booking.decline(reason ?? null, actor)
    session.flash('notice', i18n.t('booking.requests.declined'))
    return response.redirect().status(303).toRoute('booking.requests.index')
  }
}
