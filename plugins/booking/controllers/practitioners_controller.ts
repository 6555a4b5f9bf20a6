import type { HttpContext } from '@adonisjs/core/http'
import { addressOf, bookableService, greet } from './greeting.js'

/** With whom. Where only one offers it, there is nothing to choose. */
export default class PractitionersController {
  async index(ctx: HttpContext) {
    const locale = greet(ctx)
    const service = await bookableService(ctx)
    if (service.members.length < 2)
      return ctx.response.redirect().toPath(addressOf(`/services/${service.id}/times`, { locale }))
    return ctx.view.render('booking::pages/practitioners/index', { service })
  }
}
