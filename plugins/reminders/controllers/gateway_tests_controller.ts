import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { record } from '#audit/audit_log'
import { normalPhone } from '#clients/phone'
import { adapterOf } from '../gateways/adapters.js'
import Gateway from '../models/gateway.js'
import { gatewayTestValidator } from '../validators/gateway.js'

/** Whoever tries it has the phone at hand. */
const USEFUL_SECONDS = 3600

/** Sends an SMS to whoever sits in front of the page, and says in words how it went. */
export default class GatewayTestsController {
  async store({ request, response, session, actor, i18n }: HttpContext) {
    const gateway = await Gateway.query().firstOrFail()
    const { phone } = await request.validateUsing(gatewayTestValidator)
    const to = normalPhone(phone)!
    const text = i18n.t('reminders.gateway.test_sms')
    await record({ action: 'reminders.gateway_tested', by: actor })
    const sms = { to, text, reference: randomUUID(), usefulSeconds: USEFUL_SECONDS }
    const outcome = await adapterOf(gateway).send(sms)
    await gateway.learn(outcome)
    session.flash('smsTest', { to, ...outcome })
    return response.redirect().status(303).toRoute('reminders.gateway.edit')
  }
}
