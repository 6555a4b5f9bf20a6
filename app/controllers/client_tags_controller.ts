import type { HttpContext } from '@adonisjs/core/http'
import Client from '#models/client'
import { tagValidator } from '#validators/client'

export default class ClientTagsController {
  async store({ params, request, response, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const { tag } = await request.validateUsing(tagValidator)
    await client.addTag(tag, { by: actor })
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }

  async destroy({ params, response, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const tag = await client.related('tags').query().where('tags.id', params.tagId).firstOrFail()
    await client.removeTag(tag, { by: actor })
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}
