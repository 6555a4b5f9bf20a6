import type { HttpContext } from '@adonisjs/core/http'
import { detailsOn } from '#clients/display_name'
import { OUTBOX_FILTERS, outboxChoice, OutboxList } from '#mails/outbox_list'
import { mailIsSetUp, serverInWords } from '#mails/settings'
import { KEEP_SENT_DAYS } from '#mails/retention'
import { cancelling } from '#policies/mail_policy'

/** Who looks around must not learn which clients are decoys, nor that somebody was told. */
const DECOY = 'mails.purposes.decoy'

/** Settings → Outbox: what was sent, what waits and why. Not the texts: a link in one is its recipient's secret. */
export default class OutboxController {
  async index({ request, view, member }: HttpContext) {
    const choice = outboxChoice(request.qs())
    return view.render('pages/settings/outbox', {
      choice,
      list: await OutboxList.read(choice, {
        hidden: member.can('security.overview') ? [] : [DECOY],
      }),
      mayCancel: await cancelling(member),
      filters: Object.keys(OUTBOX_FILTERS),
      server: serverInWords(),
      isSetUp: mailIsSetUp(),
      keptDays: KEEP_SENT_DAYS,
      naming: detailsOn('screen', member).naming,
    })
  }
}
