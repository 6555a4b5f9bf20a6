import type { HttpContext } from '@adonisjs/core/http'
import { Doorway } from '#members/doorway'
import { IDLE_CHOICES, idleMinutesOf } from '#members/idle_time'
import { SecondFactor } from '#members/second_factor'
import { listSessions } from '#members/sessions_list'
import EmailChange from '#models/email_change'
import { securityValidator } from '#validators/members'

/** Everything about how one signs in, on one page. */
export default class SecurityController {
  async show(ctx: HttpContext) {
    const { view, member, sessionRow } = ctx
    const factor = new SecondFactor(member)
    const passkeys = await factor.passkeys()
    return view.render('pages/security/show', {
      passkeys,
      hasApp: factor.hasApp,
      codesLeft: factor.hasApp || passkeys.length ? await factor.codes.left() : null,
      sessions: listSessions(member, sessionRow?.key),
      emailChange: await EmailChange.waiting().where('memberId', member.id).first(),
      owesFactor: await new Doorway(ctx).owesFactor(),
      idleChoices: IDLE_CHOICES,
      strictestIdle: idleMinutesOf(member),
    })
  }

  async update({ request, response, session, i18n, member, actor }: HttpContext) {
    const { idleMinutes } = await request.validateUsing(securityValidator)
    await member.changeIdleMinutes(idleMinutes, actor)
    session.flash('notice', i18n.t('security.idle_saved'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
