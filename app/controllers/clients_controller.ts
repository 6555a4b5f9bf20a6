import type { HttpContext } from '@adonisjs/core/http'
import { recordRead } from '#audit/read_trail'
import { clientPage } from '#clients/client_page'
import { listChoice } from '#clients/list_choice'
import { listPage } from '#clients/list_page'
import Client from '#models/client'
import { clientValidator } from '#validators/client'

export default class ClientsController {
  async index(ctx: HttpContext) {
    const choice = listChoice({ ...ctx.request.qs(), term: undefined })
    return ctx.view.render('pages/clients/index', await listPage(choice, ctx))
  }

  create({ view }: HttpContext) {
    return view.render('pages/clients/create')
  }

  async store({ request, response, session, actor, i18n }: HttpContext) {
    const values = await request.validateUsing(clientValidator)
    const client = await Client.register(values, { by: actor })
    session.flash('notice', i18n.t('clients.created'))
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }

  async show(ctx: HttpContext) {
    const client = await Client.findOrFail(ctx.params.id)
    const subject = { type: 'client', id: client.id }
    await recordRead({ action: 'client.read', by: ctx.actor, subject })
    return ctx.view.render('pages/clients/show', await clientPage(client, ctx))
  }

  async edit({ params, view }: HttpContext) {
    return view.render('pages/clients/edit', { client: await Client.findOrFail(params.id) })
  }

  async update({ params, request, response, session, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await client.revise(await request.validateUsing(clientValidator), { by: actor })
    session.flash('notice', i18n.t('clients.updated'))
    return response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}
