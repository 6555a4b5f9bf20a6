import type { HttpContext } from '@adonisjs/core/http'
import { clinicSettings } from '#clinics/settings'
import { render } from '../models/markdown.js'
import Statement from '../models/statement.js'
import Version from '../models/version.js'

/** A version that was published once, as clients were shown it. */
export default class VersionsController {
  async show({ params, request, view, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.statement_id)
    const version = await Version.query()
      .where({ statementId: statement.id, number: params.number })
      .whereNotNull('publishedAt')
      .preload('texts')
      .preload('publisher')
      .firstOrFail()
    const locales = [request.input('locale'), i18n.locale, clinicSettings.read().locale]
    return view.render('consents::pages/versions/show', {
      ...{ statement, version, render },
      text: version.in(locales),
    })
  }
}
