import type { HttpContext } from '@adonisjs/core/http'
import Service from '#models/service'

/** Archived services are booked no more; what is booked stays. */
export default class ServiceArchivalsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const service = await Service.findOrFail(params.id)
    await service.archive({ by: actor })
    session.flash('notice', i18n.t('services.was_archived', { name: service.name }))
    return response.redirect().status(303).toRoute('settings.services.index')
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const service = await Service.findOrFail(params.id)
    await service.restore({ by: actor })
    session.flash('notice', i18n.t('services.was_restored', { name: service.name }))
    return response.redirect().status(303).toRoute('settings.services.index')
  }
}
