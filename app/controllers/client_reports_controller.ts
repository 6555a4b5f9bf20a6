import type { HttpContext } from '@adonisjs/core/http'
import { clientReport } from '#personal_data/client_report'
import { detailsOn, displayName } from '#clients/display_name'
import { ReadableReport } from '#personal_data/readable_report'
import Client from '#models/client'

/** Everything about a client, on one page. The national id stays hidden on a screen, and is in the download. */
export default class ClientReportsController {
  async show({ params, view, member, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const report = await clientReport(client, { withNationalId: false })
    await client.tell('client.report_read', actor)
    const { isWhole } = detailsOn('screen', member)
    return view.render('pages/clients/report', {
      client,
      name: displayName(client, 'screen', member),
      isWhole,
      // What plugins keep may name the client anywhere.
      parts: isWhole ? new ReadableReport(report, i18n).parts : [],
    })
  }
}
