import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import { mailIsSetUp } from '#mails/settings'
import Invitation from '#models/invitation'
import Member from '#models/member'
import { assignableRoles, resendable } from '#policies/member_policy'
import { invitationValidator } from '#validators/members'
import { refuse } from '#validators/refuse'

export default class InvitationsController {
  create({ view, member }: HttpContext) {
    return view.render('pages/invitations/create', {
      roles: assignableRoles(member),
      canMail: mailIsSetUp(),
    })
  }

  async store(ctx: HttpContext) {
    const { request, i18n, member, actor } = ctx
    const input = await request.validateUsing(invitationValidator, {
      meta: { roles: assignableRoles(member) },
    })
    if (await Member.withEmail(input.email)) refuse('email', i18n.t('invitations.is_member'))
    if (await Invitation.openFor(input.email)) refuse('email', i18n.t('invitations.is_invited'))

    const link = await Invitation.invite(input, actor, originOf(request))
    return back(ctx, input.email, link)
  }

  /** Sends it anew. */
  async update(ctx: HttpContext) {
    const invitation = await resendable(ctx.member, ctx.params.id)
    const link = await invitation.resend(ctx.actor, originOf(ctx.request))
    return back(ctx, invitation.email, link)
  }

  async destroy({ params, response, session, i18n, member, actor }: HttpContext) {
    const invitation = await resendable(member, params.id)
    await invitation.revoke(actor)
    session.flash('notice', i18n.t('invitations.revoked', { email: invitation.email }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}

function back({ response, session, i18n }: HttpContext, email: string, link: string | null) {
  if (link) session.flash('link', { kind: 'invitation', name: email, href: link })
  else session.flash('notice', i18n.t('invitations.sent', { email }))
  return response.redirect().status(303).toRoute('settings.members.index')
}
