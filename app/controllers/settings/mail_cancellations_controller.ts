import type { HttpContext } from '@adonisjs/core/http'
import OutboxMail from '#models/outbox_mail'

/** Takes a mail out of the outbox before it is sent. */
export default class MailCancellationsController {
  async store({ params, response, session, i18n, actor }: HttpContext) {
    const mail = await OutboxMail.findOrFail(params.id)
    if (await mail.cancel(actor)) session.flash('notice', i18n.t('outbox.cancelled'))
    else session.flash('problem', i18n.t('outbox.moved_on'))
    return response.redirect().back()
  }
}
