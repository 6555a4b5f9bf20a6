import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'
import Request from '../models/request.js'
import { speak } from './speaking.js'

/** What a client sees after the answer. It shows nothing of it: on the clinic's screen the next client may be looking. */
export default class ThanksController {
  async show(ctx: HttpContext) {
    const asked = await Request.findByTokenOrFail(ctx.params.token)
    speak(ctx, asked.locale)
    if (asked.state !== 'answered')
      return ctx.response.redirect().toRoute('consents.replies.create', [ctx.params.token])
    const { email } = await Client.findOrFail(asked.clientId)
    return ctx.view.render('consents::pages/thanks/show', { asked, hasReceipt: email !== null })
  }
}
