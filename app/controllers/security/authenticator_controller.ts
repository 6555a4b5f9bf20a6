import type { HttpContext } from '@adonisjs/core/http'
import { SecondFactor } from '#members/second_factor'
import { enrolment, newTotpSecret } from '#members/totp'
import { refuse } from '#validators/refuse'
import { authenticatorValidator } from '#validators/members'

/** The authenticator app of the member who is signed in. */
export default class AuthenticatorController {
  /** The secret waits in the session until a code shows that the app has it; a mistyped code keeps it. */
  create({ view, session, clinic, member }: HttpContext) {
    const secret: string = session.get('totp_secret') ?? newTotpSecret()
    session.put('totp_secret', secret)
    const account = { clinic: clinic.name, email: member.email }
    return view.render('pages/security/authenticator', enrolment(secret, account))
  }

  async store({ request, response, session, i18n, member, actor }: HttpContext) {
    const { code } = await request.validateUsing(authenticatorValidator)
    const secret = session.get('totp_secret')
    const factor = new SecondFactor(member)
    const codes = secret && (await factor.turnOnApp(secret, code, actor))
    if (!codes) refuse('code', i18n.t('authenticator.wrong_code'))

    session.forget('totp_secret')
    session.flash('notice', i18n.t('authenticator.added'))
    if (codes.length) session.flash('recovery_codes', codes)
    return response
      .redirect()
      .status(303)
      .toRoute(codes.length ? 'security.recovery_codes.show' : 'security.show')
  }

  async destroy({ response, session, i18n, member, actor }: HttpContext) {
    await new SecondFactor(member).turnOffApp(actor)
    session.flash('notice', i18n.t('authenticator.removed'))
    return response.redirect().status(303).toRoute('security.show')
  }
}
