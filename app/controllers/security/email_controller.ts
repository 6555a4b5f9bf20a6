import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import { mailIsSetUp } from '#mails/settings'
import EmailChange from '#models/email_change'
import Member, { normalEmail } from '#models/member'
import { refuse } from '#validators/refuse'
import { emailValidator } from '#validators/members'

/** The e-mail address with which a member signs in. */
export default class EmailController {
  create({ view }: HttpContext) {
    return view.render('pages/security/email', { isConfirmed: mailIsSetUp() })
  }

  async store({ request, response, session, i18n, member, actor }: HttpContext) {
    const { email } = await request.validateUsing(emailValidator)
    if (normalEmail(email) === member.email) refuse('email', i18n.t('email.same'))
    if (await Member.withEmail(email)) refuse('email', i18n.t('email.taken'))

    const isWaiting = await EmailChange.request(member, email, actor, originOf(request))
    session.flash('notice', i18n.t(isWaiting ? 'email.sent' : 'email.saved', { email }))
    return response.redirect().status(303).toRoute('security.show')
  }

  async destroy({ response, member }: HttpContext) {
    await EmailChange.cancel(member)
    return response.redirect().status(303).toRoute('security.show')
  }
}
