import type { HttpContext } from '@adonisjs/core/http'
import { SecondFactor } from '#members/second_factor'

export default class RecoveryCodesController {
  /** The new codes, on the one page view after they were made; later only how many are left. */
  async show({ view, session, member }: HttpContext) {
    return view.render('pages/security/recovery_codes', {
      codes: session.flashMessages.get('recovery_codes', null),
      left: await new SecondFactor(member).codes.left(),
    })
  }

  async store({ response, session, member, actor }: HttpContext) {
    const factor = new SecondFactor(member)
    if (await factor.isOn()) session.flash('recovery_codes', await factor.renewCodes(actor))
    return response.redirect().status(303).toRoute('security.recovery_codes.show')
  }
}
