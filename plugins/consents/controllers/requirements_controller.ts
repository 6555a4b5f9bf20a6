import type { HttpContext } from '@adonisjs/core/http'
import Statement from '../models/statement.js'

/** Whether the clinic needs a statement's answer from every client. */
export default class RequirementsController {
  async store(ctx: HttpContext) {
    return this.decide(ctx, true)
  }

  async destroy(ctx: HttpContext) {
    return this.decide(ctx, false)
  }

  private async decide({ params, response, session, actor, i18n }: HttpContext, required: boolean) {
    const statement = await Statement.findOrFail(params.statement_id)
    await statement.require(required, { by: actor })
    session.flash('notice', i18n.t('consents.statements.saved'))
    return response.redirect().status(303).toRoute('consents.statements.show', [statement.id])
  }
}
