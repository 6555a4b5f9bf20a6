import type { HttpContext } from '@adonisjs/core/http'
import { signedReport } from '../models/evidence.js'

/** The evidence on paper, for an auditor who reads. */
export default class ReportsController {
  async show({ response, actor, i18n }: HttpContext) {
    const file = await signedReport(i18n, actor)
    response.header('Content-Disposition', 'attachment; filename="evidence.pdf"')
    response.header('Content-Type', 'application/pdf')
    return response.send(file)
  }
}
