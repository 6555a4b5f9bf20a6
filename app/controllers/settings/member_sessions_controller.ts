import type { HttpContext } from '@adonisjs/core/http'
import { endSessions } from '#members/sessions_list'
import { manageable } from '#policies/member_policy'

/** Where a member is signed in, for when a device was lost or somebody else may be behind it. */
export default class MemberSessionsController {
  async destroy({ params, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    const count = await endSessions(member, actor)
    session.flash('notice', i18n.t('members.sessions_ended', { name: member.name, count }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}
