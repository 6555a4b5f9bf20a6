import type { HttpContext } from '@adonisjs/core/http'
import { gatewayApiReport } from '../gateways/gatewayapi.js'
import Gateway from '../models/gateway.js'
import { take } from '../models/reporting.js'

/** What GatewayAPI reports about our SMS. A report that is not signed with our secret is nothing. */
export default class GatewayApiReportsController {
  async store({ request, response }: HttpContext) {
    const gateway = await Gateway.current()
    const secret = gateway?.provider !== 'twilio' && gateway?.reportSecret
    const report = secret
      ? await gatewayApiReport(request.header('x-gwapi-signature') ?? '', secret)
      : null
    if (!report) return response.forbidden()
    await take(report)
    return response.noContent()
  }
}
