import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'

/** Archived clients are out of the way; nothing of them is lost. */
export default class ClientArchivalsController {
  async store({ params, response, session, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await client.archive({ by: actor })
    session.flash('notice', i18n.t('clients.archived'))
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await client.restore({ by: actor })
    session.flash('notice', i18n.t('clients.restored'))
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}
