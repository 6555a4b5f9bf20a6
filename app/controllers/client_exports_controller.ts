import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { ClientExport, FORMATS } from '#exports/client_export'
import { STATUSES } from '#exports/exported_client'
import { exportValidator } from '#validators/client_export'
import { refuse } from '#validators/refuse'

export default class ClientExportsController {
  create({ view }: HttpContext) {
    return view.render('pages/exports/create', { formats: FORMATS, statuses: STATUSES })
  }

  async store({ request, response, clinic, member, actor, i18n }: HttpContext) {
    const choice = await request.validateUsing(exportValidator)
    if (choice.nationalIds && !member.can('clients.national_id'))
      refuse('form', i18n.t('exports.no_national_ids'))
    const clients = new ClientExport(clinic, choice)
    await clients.tell(actor)
    response.type(clients.type)
    response.attachment(`${i18n.t('exports.file_name')}.${clients.extension}`)
    return response.stream(Readable.from(clients.lines(i18n)))
  }
}
