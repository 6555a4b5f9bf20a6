import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'
import Request from '../models/request.js'

/** A request is sent once more, with a new link and the full time to answer. */
export default class ResendingsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const request = await Request.query()
      .where('id', params.request_id)
      .where('channel', 'link')
      .firstOrFail()
    const { email } = await Client.findOrFail(request.clientId)
    const isSent = email !== null && (await request.resend({ by: actor }))
    if (isSent) session.flash('notice', i18n.t('consents.requests.sent'))
    else
      session.flash(
        'problem',
        i18n.t(email ? 'consents.requests.over' : 'consents.requests.no_email')
      )
    return response.redirect().status(303).back()
  }
}
