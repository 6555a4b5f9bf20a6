import type { HttpContext } from '@adonisjs/core/http'
import { bookedAhead } from '#calendar/booked_ahead'
import { manageable } from '#policies/member_policy'

/** A member's place in the clinic, taken away and given back. Who leaves appointments behind is shown with them. */
export default class DeactivationsController {
  async store({ params, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    const isDone = await member.deactivate(actor)
    if (isDone) session.flash('notice', i18n.t('members.deactivated', { name: member.name }))
    else session.flash('problem', i18n.t('members.last_owner'))
    const to = response.redirect().status(303)
    return (await bookedAhead(member))
      ? to.toRoute('settings.members.edit', [member.id])
      : to.toRoute('settings.members.index')
  }

  async destroy({ params, response, session, i18n, member: by, actor }: HttpContext) {
    const member = await manageable(by, params.id)
    await member.reactivate(actor)
    session.flash('notice', i18n.t('members.reactivated', { name: member.name }))
    return response.redirect().status(303).toRoute('settings.members.index')
  }
}
