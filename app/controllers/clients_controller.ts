import type { HttpContext } from '@adonisjs/core/http'
import { clientPage } from '#pages/client_page'
import { namesOn } from '#clients/display_name'
import { type Doubts, doubtsAbout } from '#clients/doubts'
import { listChoice } from '#clients/list_choice'
import { listPage } from '#clients/list_page'
import Client from '#models/client'
import { clientValidator } from '#validators/client'
import { refuse } from '#validators/refuse'

export default class ClientsController {
  async index(ctx: HttpContext) {
    const choice = listChoice({ ...ctx.request.qs(), term: undefined })
    return ctx.view.render('pages/clients/index', await listPage(choice, ctx))
  }

  create({ view }: HttpContext) {
    return view.render('pages/clients/create')
  }

  async store(ctx: HttpContext) {
    const { saveAnyway, ...values } = await ctx.request.validateUsing(clientValidator)
    if (!saveAnyway) askBack(await doubtsAbout(values), ctx)
    const client = await Client.register(values, { by: ctx.actor })
    ctx.session.flash('notice', ctx.i18n.t('clients.created'))
    return ctx.response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }

  async show(ctx: HttpContext) {
    const client = await Client.findOrFail(ctx.params.id)
    await client.readBy(ctx.actor)
    return ctx.view.render('pages/clients/show', await clientPage(client, ctx))
  }

  async edit({ params, view, actor }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    await client.readBy(actor)
    return view.render('pages/clients/edit', { client })
  }

  async update(ctx: HttpContext) {
    const client = await Client.findOrFail(ctx.params.id)
    const { saveAnyway, nationalId, ...rest } = await ctx.request.validateUsing(clientValidator)
    // The stored id is never put into the form, so an empty field is no wish to remove it.
    const values = nationalId ? { ...rest, nationalId } : rest
    if (!saveAnyway) askBack(await doubtsAbout(values, client), ctx)
    await client.revise(values, { by: ctx.actor })
    ctx.session.flash('notice', ctx.i18n.t('clients.updated'))
    return ctx.response.redirect().status(303).toRoute('clients.show', { id: client.id })
  }
}

/** Shows the form again with what a member should look at first; it can be saved anyway. */
function askBack(doubts: Doubts, { view, member, i18n }: HttpContext) {
  if (!doubts.duplicates.length && !doubts.nationalIdLooksWrong) return
  view.share({ doubts, nameOf: namesOn('screen', member) })
  if (doubts.nationalIdLooksWrong) refuse('nationalId', i18n.t('clients.national_id.looks_wrong'))
  refuse('duplicates', i18n.t('clients.duplicates.title'))
}
