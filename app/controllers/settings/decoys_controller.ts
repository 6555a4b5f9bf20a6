import type { HttpContext } from '@adonisjs/core/http'
import { addDecoy, removeDecoy } from '#clients/decoys'
import Attendance from '#models/attendance'
import Client from '#models/client'
import { decoyValidator } from '#validators/decoy'
import { refuse } from '#validators/refuse'

/** Clients who do not exist, and tell on whoever opens them. */
export default class DecoysController {
  async store({ request, response, session, i18n, actor }: HttpContext) {
    const { number } = await request.validateUsing(decoyValidator)
    const client = await Client.findBy({ number })
    if (!client) refuse('number', i18n.t('overview.decoys.unknown'))
    if (await Attendance.findBy({ clientId: client.id }))
      refuse('number', i18n.t('overview.decoys.real'))
    await addDecoy(client, actor)
    session.flash('notice', i18n.t('overview.decoys.added', { number }))
    return response.redirect().status(303).toRoute('settings.security_overview.show')
  }

  async destroy({ params, response, session, i18n, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await removeDecoy(client, actor)
    session.flash('notice', i18n.t('overview.decoys.removed', { number: client.number }))
    return response.redirect().status(303).toRoute('settings.security_overview.show')
  }
}
