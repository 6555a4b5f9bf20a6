import type { HttpContext } from '@adonisjs/core/http'
import Message from '../models/message.js'

/** Sends a message once more that did not arrive, or of which nobody knows. */
export default class RepeatsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const message = await Message.findOrFail(params.id)
    const isPlanned = await message.repeat({ by: actor })
    if (isPlanned) session.flash('notice', i18n.t('reminders.repeat.done'))
    else session.flash('problem', i18n.t('reminders.repeat.moved_on'))
    return response.redirect().status(303).back()
  }
}
