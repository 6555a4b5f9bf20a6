import type Gateway from '../models/gateway.js'
import { GatewayApi } from './gatewayapi.js'
import type { SmsGateway } from './sms.js'
import { Twilio } from './twilio.js'

/** The gateway that a clinic has set up. */
export function adapterOf(gateway: Gateway): SmsGateway {
  return gateway.provider === 'twilio' ? new Twilio(gateway) : new GatewayApi(gateway)
}
