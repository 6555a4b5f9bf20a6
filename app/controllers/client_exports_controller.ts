import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { ClientExport } from '#exports/client_export'
import { FORMATS } from '#exports/formats'
import { STATUSES } from '#exports/exported_client'
import { ask } from '#plugins/precautions'
import { exportValidator } from '#validators/client_export'
import { refuse } from '#validators/refuse'

export default class ClientExportsController {
  create({ request, view }: HttpContext) {
    return view.render('pages/exports/create', {
      ...{ formats: FORMATS, statuses: STATUSES, chosen: request.qs() },
      above: ask('exportApprovalAbove'),
    })
  }

  async store({ request, response, clinic, member, actor, i18n }: HttpContext) {
    const choice = await request.validateUsing(exportValidator)
    if (choice.nationalIds && !member.can('clients.national_id'))
      refuse('form', i18n.t('exports.no_national_ids'))
    const clients = new ClientExport(clinic, choice)
    if (!(await clients.leave({ ...actor, member })))
      return response
        .redirect()
        .status(303)
        .withQs({ kind: 'clients', ...choice })
        .toRoute('export_requests.create')
    response.type(clients.type)
    response.attachment(`${i18n.t('exports.file_name')}.${clients.extension}`)
    return response.stream(Readable.from(clients.lines(i18n)))
  }
}
