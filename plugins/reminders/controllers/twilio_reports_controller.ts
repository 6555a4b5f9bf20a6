import type { HttpContext } from '@adonisjs/core/http'
import { isSignedByTwilio, twilioReport } from '../gateways/twilio.js'
import Gateway from '../models/gateway.js'
import { take } from '../models/reporting.js'

/** What Twilio reports about our SMS. A report that is not signed with our token is nothing. */
export default class TwilioReportsController {
  async store({ request, response }: HttpContext) {
    const gateway = await Gateway.current()
    const form = new URLSearchParams(request.raw() ?? '')
    const signature = request.header('x-twilio-signature') ?? ''
    // The address that we have given, whatever the Host header of this request claims.
    const address = `${gateway?.origin}${request.url(true)}`
    const isTrue =
      gateway?.provider === 'twilio' &&
      isSignedByTwilio({ address, form, signature }, gateway.token)
    if (!isTrue) return response.forbidden()
    const report = twilioReport(form, request.qs().message ?? null)
    if (report) await take(report)
    return response.noContent()
  }
}
