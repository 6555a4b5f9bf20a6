import type { HttpContext } from '@adonisjs/core/http'
import { endSessions } from '#members/sessions_list'

export default class OtherSessionsController {
  async destroy({ sessionRow, response, session, i18n, member, actor }: HttpContext) {
    await endSessions(member, actor, sessionRow!.key)
    session.flash('notice', i18n.t('security.other_sessions_ended'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
