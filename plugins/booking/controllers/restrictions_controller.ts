import type { HttpContext } from '@adonisjs/core/http'
import Service from '#models/service'
import ServiceRule from '../models/service_rule.js'
import { restrictionsValidator } from '../validators/booking.js'

/** Which services only clients may book whom the clinic knows. */
export default class RestrictionsController {
  async update({ request, response, session, actor, i18n }: HttpContext) {
    const { services } = await request.validateUsing(restrictionsValidator)
    const known = await Service.query().whereIn('id', services)
    const ids = known.map(({ id }) => id)
    await ServiceRule.restrict(ids, actor)
    session.flash('notice', i18n.t('booking.setup.restricted'))
    return response.redirect().status(303).toRoute('booking.setup.show')
  }
}
