import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import Booking from '../models/booking.js'
import { mustBeNeutral } from '../models/wording.js'

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
