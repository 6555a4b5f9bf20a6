import type { HttpContext } from '@adonisjs/core/http'
import { shownServices, shownTexts } from '../models/shown.js'
import { greet } from './greeting.js'

/** The first page: what can be booked. */
export default class ServicesController {
  async index(ctx: HttpContext) {
    greet(ctx)
    const services = (await shownTexts(ctx.i18n.locale)) ? await shownServices() : []
    const categories = [...Map.groupBy(services, ({ category }) => category ?? '')]
    return ctx.view.render('booking::pages/services/index', { categories })
  }
}
