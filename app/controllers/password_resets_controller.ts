import type { HttpContext } from '@adonisjs/core/http'
import { linkIsOver } from '#exceptions/link_over'
import { mailIsSetUp } from '#mails/settings'
import { refuseIfTooSoon } from '#members/waiting'
import PasswordReset from '#models/password_reset'
import { resetRequestValidator } from '#validators/members'
import { newPasswordValidator, personalWords } from '#validators/password'

export default class PasswordResetsController {
  create({ view, request }: HttpContext) {
    return view.render('pages/password_resets/create', {
      canMail: mailIsSetUp(),
      isSent: request.qs().sent === 'yes',
    })
  }

  /** Says the same whoever is asked for. */
  async store({ request, response, i18n }: HttpContext) {
    const { email } = await request.validateUsing(resetRequestValidator)
    refuseIfTooSoon(await PasswordReset.request(email, request.ip()), i18n, 'email')
    return response.redirect().status(303).withQs({ sent: 'yes' }).toRoute('password_resets.create')
  }

  async edit({ params, view }: HttpContext) {
    const reset = (await PasswordReset.withToken(params.token)) ?? linkIsOver()
    return view.render('pages/password_resets/edit', { reset, token: params.token })
  }

  async update({ params, request, response, session, i18n }: HttpContext) {
    const reset = (await PasswordReset.withToken(params.token)) ?? linkIsOver()
    const { password } = await request.validateUsing(newPasswordValidator, {
      meta: { personal: personalWords(reset.member) },
    })
    if (!(await reset.use(password, request.ip()))) linkIsOver()
    session.flash('notice', i18n.t('password_resets.done'))
    return response.redirect().status(303).toRoute('sign_in.create')
  }
}
