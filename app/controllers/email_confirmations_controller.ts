import type { HttpContext } from '@adonisjs/core/http'
import { linkIsOver } from '#exceptions/link_over'
import EmailChange from '#models/email_change'

/** The link in the mail to a member's new address. Opening it changes nothing: mail programs open links too. */
export default class EmailConfirmationsController {
  async create({ params, view }: HttpContext) {
    const change = (await EmailChange.withToken(params.token)) ?? linkIsOver()
    return view.render('pages/email_confirmations/create', { change, token: params.token })
  }

  async store({ params, request, response, session, i18n }: HttpContext) {
    const change = (await EmailChange.withToken(params.token)) ?? linkIsOver()
    if (!(await change.confirm(request.ip()))) linkIsOver()
    session.flash('notice', i18n.t('email.saved', { email: change.email }))
    return response.redirect().status(303).toRoute('security.show')
  }
}
