import type { HttpContext } from '@adonisjs/core/http'
import { auditChoice } from '#oversight/audit_choice'
import { auditPage, turn } from '#oversight/audit_page'

/** Settings → Audit log: who did what to what and when. */
export default class AuditController {
  async index(ctx: HttpContext) {
    const asked = ctx.request.qs()
    const page = await auditPage(auditChoice(asked), turn(asked), ctx)
    return ctx.view.render('pages/settings/audit', page)
  }
}
