import type { HttpContext } from '@adonisjs/core/http'
import { SecondFactor } from '#members/second_factor'
import { manageable } from '#policies/member_policy'

/** The second factor of a member who lost phone, passkeys and recovery codes. */
export default class MemberSecondFactorsController {
  async destroy({ params, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    await new SecondFactor(member).reset(actor)
    session.flash('notice', i18n.t('members.factor_reset', { name: member.name }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}
