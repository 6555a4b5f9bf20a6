import type { HttpContext } from '@adonisjs/core/http'
import { endSession } from '#members/sessions_list'

export default class SessionsController {
  async destroy({ params, response, session, i18n, member, actor }: HttpContext) {
    await endSession(member, params.id, actor)
    session.flash('notice', i18n.t('security.session_ended'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
