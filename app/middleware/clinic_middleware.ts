import '#middleware/http_context'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { inClinic } from '#clinics/clinic_in_hand'
import { directory } from '#clinics/directory'
import { loadClinicState } from '#clinics/state'

/** What a server answers before it has a clinic, and to a monitor that knows no host name. */
const WITHOUT_CLINIC = ['/setup', '/health']

/** Puts the clinic of the Host header in hand. An unknown host learns nothing; an empty server asks to be set up. */
export default class ClinicMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const clinic = await directory.find(ctx.request.host() ?? '')
    if (clinic) {
      ctx.clinic = clinic
      return inClinic(clinic, async () => {
        await loadClinicState()
        return next()
      })
    }
    if (WITHOUT_CLINIC.includes(ctx.route?.pattern ?? '')) return next()
    if (await directory.isEmpty()) return ctx.response.redirect().toPath('/setup')
    return ctx.response.status(404).type('text/plain').send('Not found')
  }
}
