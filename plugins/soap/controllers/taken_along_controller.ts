import type { HttpContext } from '@adonisjs/core/http'
import { record } from '#audit/audit_log'
import { strictestNamesOn } from '#clients/display_name'
import Client from '#models/client'
import Note from '../models/note.js'
import { scriptData } from '../models/script_data.js'
import { takeAlongValidator } from '../validators/note.js'

/** Notes on paper or in a file. Both are made in the browser; here it is written down that they were. */
export default class TakenAlongController {
  async create({ params, view, i18n, member }: HttpContext) {
    const client = await Client.findOrFail(params.client_id)
    const name = strictestNamesOn(['screen', 'print'], member)(client)
    const data = { ...(await scriptData(i18n, member)), client: { id: client.id, name } }
    return view.render('soap::pages/taken_along/create', { client, name, data })
  }

  async index({ view, i18n, member }: HttpContext) {
    return view.render('soap::pages/taken_along/index', { data: await scriptData(i18n, member) })
  }

  async store({ request, actor, response }: HttpContext) {
    const { kind, notes } = await request.validateUsing(takeAlongValidator)
    const found = await Note.query().whereIn('id', notes.slice(0, 500)).select('clientId')
    const clients = [...new Set(found.map(({ clientId }) => clientId))]
    const subject = clients.length === 1 ? { type: 'client', id: clients[0] } : undefined
    const details = { kind, notes: notes.length }
    await record({ action: 'soap.taken_along', by: actor, subject, details })
    return response.status(204)
  }
}
