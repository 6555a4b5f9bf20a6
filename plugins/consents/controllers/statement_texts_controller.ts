import type { HttpContext } from '@adonisjs/core/http'
import Statement from '../models/statement.js'

/** A language of a statement's draft. */
export default class StatementTextsController {
  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.statement_id)
    await statement.removeLanguage({ locale: params.locale, by: actor })
    session.flash('notice', i18n.t('consents.statements.language_removed'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }
}
