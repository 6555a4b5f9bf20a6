import type { HttpContext } from '@adonisjs/core/http'
import Statement from '../models/statement.js'

export default class RetirementsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.statement_id)
    await statement.retire({ by: actor })
    session.flash('notice', i18n.t('consents.statements.retired'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.statement_id)
    await statement.restore({ by: actor })
    session.flash('notice', i18n.t('consents.statements.restored'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }
}
