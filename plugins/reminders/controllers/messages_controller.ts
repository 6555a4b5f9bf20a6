import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import { mailIsSetUp } from '#mails/queue_mail'
import Gateway from '../models/gateway.js'
import { MESSAGE_FILTERS, MessageList, messageFilter } from '../models/message_list.js'
import Rule from '../models/rule.js'

export default class MessagesController {
  async index({ request, view, member }: HttpContext) {
    const chosen = messageFilter(request.input('show'))
    const list = await MessageList.read(chosen, Number(request.input('page')))
    return view.render('reminders::pages/messages/index', {
      ...{ list, chosen, filters: MESSAGE_FILTERS },
      hasRules: (await Rule.query().select('id').first()) !== null,
      gateway: await Gateway.current(),
      hasMail: mailIsSetUp(),
      nameOf: namesOn('screen', member),
    })
  }
}
