import type { HttpContext } from '@adonisjs/core/http'
import OutboxMail from '#models/outbox_mail'

/** Sends a mail of the outbox now: one that waits before its time, one that is done with once more. */
export default class MailDispatchesController {
  async store({ params, response, session, i18n, actor }: HttpContext) {
    const mail = await OutboxMail.findOrFail(params.id)
    const isDispatched = mail.isWaiting ? await mail.sendNow(actor) : await mail.sendAgain(actor)
    if (isDispatched) session.flash('notice', i18n.t('outbox.dispatched'))
    else session.flash('problem', i18n.t('outbox.moved_on'))
    return response.redirect().back()
  }
}
