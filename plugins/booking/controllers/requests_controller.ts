import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import { mustBeNeutral } from '#mails/queue_mail'
import Booking from '../models/booking.js'

/** What waits for the clinic to say yes, the next appointment first. */
export default class RequestsController {
  async index({ view, member }: HttpContext) {
    const requests = await Booking.requested()
    return view.render('booking::pages/requests/index', {
      requests,
      nameOf: namesOn('screen', member),
      isNeutral: mustBeNeutral(),
    })
  }
}
