import type { HttpContext } from '@adonisjs/core/http'
import { mailboxOf, refuseLeaks } from '#mails/linter'
import { mailIsExposed, mailIsSetUp, mailSettings, serverInWords } from '#mails/settings'
import { removeMail, setUpMail } from '#mails/setup'
import { mailSettingsValidator } from '#validators/mail'

/** Settings → E-mail: the server that takes the clinic's mail. */
export default class MailController {
  edit({ view }: HttpContext) {
    const { password, ...settings } = mailSettings.read()
    return view.render('pages/settings/mail', {
      settings,
      hasPassword: Boolean(password),
      server: serverInWords(),
      isSetUp: mailIsSetUp(),
      isExposed: mailIsExposed(),
    })
  }

  async update({ request, response, session, i18n, actor }: HttpContext) {
    const input = await request.validateUsing(mailSettingsValidator)
    const { senderAddress, replyTo = '' } = input
    const sent = { senderAddress: mailboxOf(senderAddress), replyTo: mailboxOf(replyTo) }
    await refuseLeaks(sent, i18n)
    await setUpMail(input, actor)
    session.flash('notice', i18n.t('mail.saved'))
    return response.redirect().toRoute('settings.mail.edit')
  }

  async destroy({ response, session, i18n, actor }: HttpContext) {
    await removeMail(actor)
    session.flash('notice', i18n.t('mail.removed'))
    return response.redirect().toRoute('settings.mail.edit')
  }
}
