import type { HttpContext } from '@adonisjs/core/http'
import { bookedAhead } from '#calendar/booked_ahead'
import { assignableRoles, manageable, mayManage, mayResend } from '#policies/member_policy'
import { mailIsSetUp } from '#mails/settings'
import { SecondFactor } from '#members/second_factor'
import Invitation from '#models/invitation'
import Member from '#models/member'
import { refuse } from '#validators/refuse'
import { roleValidator } from '#validators/members'

export default class MembersController {
  async index({ view, session }: HttpContext) {
    return view.render('pages/members/index', {
      members: await Member.query().orderBy('name'),
      invitations: await Invitation.open().preload('inviter').orderBy('createdAt', 'desc'),
      link: session.flashMessages.get('link', null),
      ...{ mayManage, mayResend },
    })
  }

  async edit({ params, view, member: by }: HttpContext) {
    const member = await manageable(by, params.id)
    return view.render('pages/members/edit', {
      person: member,
      roles: assignableRoles(by),
      hasFactor: await new SecondFactor(member).isOn(),
      canMail: mailIsSetUp(),
      ahead: await bookedAhead(member),
    })
  }

  async update({ params, request, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    const { role } = await request.validateUsing(roleValidator, {
      meta: { roles: assignableRoles(by) },
    })
    if (!(await member.changeRole(role, actor))) refuse('role', i18n.t('members.last_owner'))
    session.flash('notice', i18n.t('members.role_saved', { name: member.name }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}
