import type { HttpContext } from '@adonisjs/core/http'
import { linkIsOver } from '#exceptions/link_over'
import { Doorway } from '#members/doorway'
import Invitation from '#models/invitation'
import { joiningValidator } from '#validators/members'

/** The page behind an invitation's link, where somebody becomes a member. */
export default class JoiningController {
  async create({ params, view }: HttpContext) {
    const invitation = await usable(params.token)
    return view.render('pages/joining/create', { invitation, token: params.token })
  }

  async store(ctx: HttpContext) {
    const { params, request, response, session, i18n } = ctx
    const invitation = await usable(params.token)
    const input = await request.validateUsing(joiningValidator, {
      meta: { personal: [invitation.email.split('@')[0]] },
    })
    const member = await invitation.accept({
      ...input,
      locale: i18n.locale,
      address: request.ip(),
    })
    await new Doorway(ctx).letIn(member ?? linkIsOver(), ['invitation'])
    session.flash('notice', i18n.t('joining.done'))
    return response.redirect().status(303).toPath('/')
  }
}

async function usable(token: string) {
  const invitation = await Invitation.withToken(token)
  return invitation && !invitation.isExpired ? invitation : linkIsOver()
}
