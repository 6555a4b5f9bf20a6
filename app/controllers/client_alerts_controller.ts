import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'
import { alertValidator } from '#validators/client'

export default class ClientAlertsController {
  async store({ params, request, response, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const { text } = await request.validateUsing(alertValidator)
    await client.addAlert(text, { by: actor })
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }

  async destroy({ params, response, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const alert = await client.related('alerts').query().where('id', params.alertId).firstOrFail()
    await client.removeAlert(alert, { by: actor })
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}
