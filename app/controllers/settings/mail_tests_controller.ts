import type { HttpContext } from '@adonisjs/core/http'
import { tryMail } from '#mails/mail_test'
import { mailTestValidator } from '#validators/mail'

/** Tries the mail server with a mail, and says in words how it went. */
export default class MailTestsController {
  async store({ request, response, session, i18n }: HttpContext) {
    const { email: to } = await request.validateUsing(mailTestValidator)
    const problem = await tryMail(to, i18n.locale)
    session.flash('mailTest', { to, reason: problem?.reason, detail: problem?.detail })
    return response.redirect().toRoute('settings.mail.edit')
  }
}
