import type { HttpContext } from '@adonisjs/core/http'
import type { Infer } from '@vinejs/vine/types'
import { refuseLeaks } from '#mails/linter'
import Location from '#models/location'
import { locationValidator } from '#validators/places'

export default class LocationsController {
  async create({ view }: HttpContext) {
    return view.render('pages/places/locations/create')
  }

  async store({ request, response, session, i18n, actor }: HttpContext) {
    const values = await request.validateUsing(locationValidator)
    await refuseLeaks(sentOf(values), i18n)
    const location = await Location.open(values, { by: actor })
    session.flash('notice', i18n.t('places.created', { name: location.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }

  async edit({ params, view }: HttpContext) {
    const location = await Location.findOrFail(params.id)
    return view.render('pages/places/locations/edit', { location })
  }

  async update({ params, request, response, session, i18n, actor }: HttpContext) {
    const location = await Location.findOrFail(params.id)
    const values = await request.validateUsing(locationValidator)
    await refuseLeaks(sentOf(values), i18n)
    await location.revise(values, { by: actor })
    session.flash('notice', i18n.t('places.saved', { name: location.name }))
    return response.redirect().status(303).toRoute('settings.places.index')
  }
}

/** Where to go stands in messages; what the place is called does not where they must be neutral. */
function sentOf({ street, postalCode, city }: Infer<typeof locationValidator>) {
  return { street, postalCode, city }
}
