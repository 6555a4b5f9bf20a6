import type { HttpContext } from '@adonisjs/core/http'
import type Service from '#models/service'
import { addressOf, bookableService, greet } from './greeting.js'

/** With whom. Where only one offers it, there is nothing to choose. */
export default class PractitionersController {
  async index(ctx: HttpContext) {
    const locale = greet(ctx)
    const service = await bookableService(ctx)
    const members = await offering(service)
    if (members.length < 2)
      return ctx.response.redirect().toPath(addressOf(`/services/${service.id}/times`, { locale }))
    return ctx.view.render('booking::pages/practitioners/index', { service, members })
  }
}

/** Who offers a service and works here. */
export function offering(service: Service) {
  return service.related('members').query().whereNull('deactivatedAt').orderBy('name')
}
