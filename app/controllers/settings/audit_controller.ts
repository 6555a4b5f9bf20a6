import type { HttpContext } from '@adonisjs/core/http'
import { auditChoice } from '#audit/audit_choice'
import { auditPage, turn } from '#audit/audit_page'

/** Settings → Audit log: who did what to what and when. */
export default class AuditController {
  async index({ request, view, i18n }: HttpContext) {
    const page = await auditPage(auditChoice(request.qs()), turn(request.qs()), i18n)
    return view.render('pages/settings/audit', page)
  }
}
