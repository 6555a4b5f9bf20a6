import type { HttpContext } from '@adonisjs/core/http'
import Location from '#models/location'

/** Nothing new takes place at an archived location. */
export default class LocationArchivalsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const location = await Location.findOrFail(params.id)
    await location.archive({ by: actor })
    session.flash('notice', i18n.t('places.was_archived', { name: location.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const location = await Location.findOrFail(params.id)
    await location.restore({ by: actor })
    session.flash('notice', i18n.t('places.was_restored', { name: location.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }
}
