import type { HttpContext } from '@adonisjs/core/http'
import { linkIsOver } from '#exceptions/link_over'
import SignIn from '../models/sign_in.js'

/** “This was not me”: the page behind the link of a notice. A button, because mail programs open links by themselves. */
export default class DisownmentsController {
  async create({ params, view }: HttpContext) {
    const signIn = (await SignIn.withToken(params.token)) ?? linkIsOver()
    return view.render('strict-mode::pages/disownments/create', { signIn, token: params.token })
  }

  async store({ params, request, response }: HttpContext) {
    const signIn = (await SignIn.withToken(params.token)) ?? linkIsOver()
    const path = await signIn.disown({ member: null, address: request.ip() })
    return response
      .redirect()
      .status(303)
      .toPath(path ?? linkIsOver())
  }
}
