import type { HttpContext } from '@adonisjs/core/http'
import { turn } from '#oversight/audit_page'
import { detailsOn, displayName } from '#clients/display_name'
import { readingsOf } from '#oversight/readings'
import Client from '#models/client'

/** Who has looked at a client's data, when and why. */
export default class ClientReadingsController {
  async index({ params, request, view, member, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const { before } = turn(request.qs())
    return view.render('pages/clients/readings', {
      client,
      name: displayName(client, 'screen', member),
      naming: detailsOn('screen', member).naming,
      ...(await readingsOf(client, { before, i18n })),
    })
  }
}
