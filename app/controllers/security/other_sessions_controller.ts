import type { HttpContext } from '@adonisjs/core/http'
import { endOtherSessions } from '#members/sessions_list'

export default class OtherSessionsController {
  async destroy({ sessionRow, response, session, i18n, member, actor }: HttpContext) {
    await endOtherSessions(member, sessionRow!.key, actor)
    session.flash('notice', i18n.t('security.other_sessions_ended'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
