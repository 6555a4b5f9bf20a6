import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'

export default class NationalIdsController {
  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await client.revise({ nationalId: null }, { by: actor })
    session.flash('notice', i18n.t('clients.national_id.removed'))
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}
