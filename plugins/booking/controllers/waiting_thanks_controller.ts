import type { HttpContext } from '@adonisjs/core/http'
import { bookableService, greet } from './greeting.js'

/** What somebody sees who has asked for a place on the waiting list: the same for whoever asks. */
export default class WaitingThanksController {
  async show(ctx: HttpContext) {
    greet(ctx)
    return ctx.view.render('booking::pages/waiting/joined', {
      service: await bookableService(ctx),
      isCertain: ctx.request.input('step') !== 'mail',
    })
  }
}
