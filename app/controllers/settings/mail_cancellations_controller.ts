import type { HttpContext } from '@adonisjs/core/http'
import { cancelling } from '#policies/mail_policy'
import OutboxMail from '#models/outbox_mail'

/** Takes a mail out of the outbox before it is sent. */
export default class MailCancellationsController {
  async store({ params, response, session, i18n, member, actor }: HttpContext) {
    const mail = await OutboxMail.findOrFail(params.id)
    const mayCancel = await cancelling(member)
    if (!mayCancel(mail)) session.flash('problem', i18n.t('outbox.not_yours'))
    else if (await mail.cancel(actor)) session.flash('notice', i18n.t('outbox.cancelled'))
    else session.flash('problem', i18n.t('outbox.moved_on'))
    return response.redirect().back()
  }
}
