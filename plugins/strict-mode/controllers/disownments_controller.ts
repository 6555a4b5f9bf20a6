import type { HttpContext } from '@adonisjs/core/http'
import { linkIsOver } from '#exceptions/link_over'
import SignIn from '../models/sign_in.js'

/** “This was not me”: the page behind the link of a notice. A button, because mail programs open links by themselves. */
export default class DisownmentsController {
  async create({ params, view }: HttpContext) {
    const signIn = (await SignIn.withToken(params.token)) ?? linkIsOver()
    return view.render('strict-mode::pages/disownments/create', { signIn, token: params.token })
  }

  async store({ params, request, response, session, i18n }: HttpContext) {
    const signIn = (await SignIn.withToken(params.token)) ?? linkIsOver()
    const by = { member: null, address: request.ip() }
    const onward = (await signIn.disown(by)) ?? linkIsOver()
    if (onward.path !== null) return response.redirect().status(303).toPath(onward.path)
    const how = onward.isMailed ? 'strict-mode.disownments.mailed' : 'strict-mode.disownments.ask'
    session.flash('notice', i18n.t(how))
    return response.redirect().status(303).toRoute('sign_in.create')
  }
}
