import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { LOCALES } from '#config/i18n'
import { COUNTRIES, type Country, PURPOSES, StarterSet } from '../models/starter_set.js'
import { starterSetValidator } from '../validators/statement.js'

const COUNTRY_OF: Record<string, Country> = { da: 'dk', nb: 'no', en: 'eu' }

export default class StarterSetsController {
  create({ view }: HttpContext) {
    const { locale } = clinicSettings.read()
    return view.render('consents::pages/starter_sets/create', {
      ...{ countries: COUNTRIES, locales: LOCALES, purposes: PURPOSES },
      country: COUNTRY_OF[locale],
      chosen: [locale],
    })
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const { country, locales } = await request.validateUsing(starterSetValidator)
    const count = await new StarterSet(country, locales).add({ by: actor })
    session.flash('notice', i18n.t('consents.starter_sets.done', { count }))
    return response.redirect().status(303).toRoute('consents.statements.index')
  }
}
