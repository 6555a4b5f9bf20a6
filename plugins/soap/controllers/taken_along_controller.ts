import type { HttpContext } from '@adonisjs/core/http'
import { strictestNamesOn } from '#clients/display_name'
import Client from '#models/client'
import { scriptData } from '../models/script_data.js'
import { takeAlong } from '../models/taking_along.js'
import { takeAlongValidator } from '../validators/note.js'

/** Notes on paper or in a file. Both are made in the browser; here it is asked whether they may be, and written down. */
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

  async store({ request, member, actor, response }: HttpContext) {
    const order = await request.validateUsing(takeAlongValidator)
    if (await takeAlong(order, { ...actor, member })) return response.status(204)
    return response.status(403).send({ error: 'unapproved' })
  }
}
