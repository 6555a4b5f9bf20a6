import type { HttpContext } from '@adonisjs/core/http'
import { securityOverview } from '#oversight/security_overview'

/** Settings → Security overview: what an owner should know about sign-ins, exports and changes, and what to do. */
export default class SecurityOverviewController {
  async show({ view, member, i18n }: HttpContext) {
    return view.render('pages/settings/security_overview', await securityOverview(i18n, member))
  }
}
