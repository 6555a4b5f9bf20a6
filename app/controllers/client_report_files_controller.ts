import type { HttpContext } from '@adonisjs/core/http'
import { clientReport } from '#personal_data/client_report'
import { ReportFile } from '#personal_data/report_file'
import Client from '#models/client'

/** Everything about a client, to hand over: a ZIP with JSON for programs and a page for people. */
export default class ClientReportFilesController {
  async show({ params, view, response, member, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const withNationalId = member.can('clients.national_id')
    const report = await clientReport(client, { withNationalId })
    const missing = report.parts.filter((part) => part.missing).map(({ id }) => id)
    await client.tell('client.exported', actor, { missing, withNationalId })
    const file = new ReportFile(report, i18n)
    response.header('Content-Disposition', `attachment; filename="${file.name}"`)
    response.type('application/zip')
    return response.stream(await file.zip(view))
  }
}
