import type { HttpContext } from '@adonisjs/core/http'
import Statement from '../models/statement.js'

export default class DraftsController {
  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const statement = await Statement.findOrFail(params.statement_id)
    await statement.discardDraft({ by: actor })
    session.flash('notice', i18n.t('consents.statements.draft_discarded'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }
}
