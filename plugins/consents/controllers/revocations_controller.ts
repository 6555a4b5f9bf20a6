import type { HttpContext } from '@adonisjs/core/http'
import Request from '../models/request.js'

/** A request is taken back: its links lead nowhere from then on. */
export default class RevocationsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const request = await Request.findOrFail(params.request_id)
    await request.revoke({ by: actor })
    session.flash('notice', i18n.t('consents.requests.revoked'))
    return response.redirect().status(303).back()
  }
}
