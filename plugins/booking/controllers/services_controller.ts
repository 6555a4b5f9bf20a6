import type { HttpContext } from '@adonisjs/core/http'
import Service from '#models/service'
import { greet, isOpen } from './greeting.js'

/** The first page: what can be booked. */
export default class ServicesController {
  async index(ctx: HttpContext) {
    greet(ctx)
    const services = (await isOpen(ctx.i18n.locale)) ? await bookable() : []
    const categories = [...Map.groupBy(services, ({ category }) => category ?? '')]
    return ctx.view.render('booking::pages/services/index', { categories })
  }
}

/** What is switched on for booking and offered by somebody who works here. */
function bookable() {
  return Service.query()
    .where('isBookableOnline', true)
    .whereNull('archivedAt')
    .whereHas('members', (members) => members.whereNull('deactivatedAt'))
    .orderByRaw("coalesce(category, ''), name")
}
