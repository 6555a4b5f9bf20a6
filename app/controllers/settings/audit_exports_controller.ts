import type { HttpContext } from '@adonisjs/core/http'
import { auditChoice } from '#oversight/audit_choice'
import { EXPORT_FORMATS, type ExportFormat, exportLog } from '#oversight/audit_export'

const TYPES: Record<ExportFormat, string> = { csv: 'text/csv', json: 'application/json' }

/** The part of the log that the page shows, as a file. */
export default class AuditExportsController {
  async show({ request, response, clinic, member, actor, i18n }: HttpContext) {
    const format = EXPORT_FORMATS.find((each) => each === request.qs().format) ?? 'csv'
    const choice = auditChoice(request.qs())
    const file = await exportLog(clinic, choice, { format, by: { ...actor, member }, i18n })
    response.header('Content-Disposition', `attachment; filename="audit-log.${format}"`)
    response.header('Content-Type', `${TYPES[format]}; charset=utf-8`)
    return response.stream(file)
  }
}
