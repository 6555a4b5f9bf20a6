import type { HttpContext } from '@adonisjs/core/http'
import { originOf } from '#members/origin'
import { refuseLeaks } from '#mails/linter'
import { refuse } from '#validators/refuse'
import Gateway, { PROVIDERS } from '../models/gateway.js'
import { gatewayValidator } from '../validators/gateway.js'

/** Through whom the clinic sends SMS. What is secret of it is never shown again. */
export default class GatewaysController {
  async edit({ request, view }: HttpContext) {
    const gateway = await Gateway.current()
    return view.render('reminders::pages/gateway/edit', {
      ...{ gateway, providers: PROVIDERS },
      origin: gateway?.origin ?? originOf(request),
    })
  }

  async update({ request, response, session, actor, i18n }: HttpContext) {
    const { token, ...input } = await request.validateUsing(gatewayValidator)
    await refuseLeaks({ sender: input.sender }, i18n)
    const known = await Gateway.current()
    if (!token && !known?.keepsTokenFor(input))
      refuse('token', i18n.t('reminders.gateway.token_missing'))
    await Gateway.setUp({ ...input, token, origin: originOf(request) }, { by: actor })
    session.flash('notice', i18n.t('reminders.gateway.saved'))
    return response.redirect().status(303).toRoute('reminders.gateway.edit')
  }

  async destroy({ response, session, actor, i18n }: HttpContext) {
    const gateway = await Gateway.current()
    await gateway?.remove({ by: actor })
    session.flash('notice', i18n.t('reminders.gateway.removed'))
    return response.redirect().status(303).toRoute('reminders.gateway.edit')
  }
}
