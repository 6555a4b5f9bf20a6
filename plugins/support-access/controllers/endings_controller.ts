import type { HttpContext } from '@adonisjs/core/http'
import Grant from '../models/grant.js'

/** “End now”: the helper is out at once; a code that nobody used yet opens nothing any more. */
export default class EndingsController {
  async store({ params, response, session, i18n, actor }: HttpContext) {
    const grant = await Grant.findOrFail(params.id)
    const how = grant.usedAt ? 'member' : 'withdrawn'
    await grant.end({ by: actor, how })
    session.flash(
      'notice',
      i18n.t(`support-access.${how === 'member' ? 'ended' : 'taken_back'}`, { name: grant.name })
    )
    return response.redirect().status(303).toRoute('support-access.grants.show', [grant.id])
  }
}
