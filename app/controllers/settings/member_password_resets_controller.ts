import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import PasswordReset from '#models/password_reset'
import { manageable } from '#policies/member_policy'

/** A link for a member who forgot the password, sent by a colleague; or handed over, where there is no mail server. */
export default class MemberPasswordResetsController {
  async store({ params, request, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    const link = await PasswordReset.send(member, actor, originOf(request))
    if (link) session.flash('link', { kind: 'password_reset', name: member.name, href: link })
    else session.flash('notice', i18n.t('members.reset_sent', { name: member.name }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}
