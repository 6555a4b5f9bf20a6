import type { HttpContext } from '@adonisjs/core/http'
import { namesOn } from '#clients/display_name'
import Client from '#models/client'
import { isOverdue, unsignedFor } from '../models/unsigned.js'
import { soapSettings } from '../settings.js'

const PAGE = 50

/** Notes that nobody has signed yet. */
export default class UnsignedController {
  async index({ request, view, member }: HttpContext) {
    const page = Math.max(1, Number(request.qs().page) || 1)
    const notes = await unsignedFor(member).paginate(page, PAGE)
    const clients = await Client.query().whereIn('id', [
      ...new Set(notes.all().map(({ clientId }) => clientId)),
    ])
    const nameOf = namesOn('screen', member)
    return view.render('soap::pages/unsigned/index', {
      notes,
      isOverdue,
      settings: soapSettings.read(),
      names: new Map(clients.map((client) => [client.id, nameOf(client)])),
      seesAll: member.can('soap.oversee'),
    })
  }
}
