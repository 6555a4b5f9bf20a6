import type { HttpContext } from '@adonisjs/core/http'
import { whatIsKept } from '#personal_data/deletion'
import { detailsOn, namesOn } from '#clients/display_name'
import { likelyDuplicates } from '#clients/duplicates'
import { Merging } from '#personal_data/merging'
import { mergingWords } from '#personal_data/merging_words'
import Client from '#models/client'
import { mergingValidator } from '#validators/client'

/** Two clients who are one person: find the other, look at what will be, merge. */
export default class ClientMergingsController {
  async index({ params, view, member }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const suggestions = await likelyDuplicates(client, { except: client.id })
    return view.render('pages/clients/mergings/index', {
      ...{ client, suggestions },
      nameOf: namesOn('screen', member),
      telling: detailsOn('screen', member).telling,
    })
  }

  async create(ctx: HttpContext) {
    const [kept, merged] = await bothClients(ctx)
    await Promise.all([kept.readBy(ctx.actor), merged.readBy(ctx.actor)])
    return ctx.view.render('pages/clients/mergings/create', {
      ...{ kept, merged },
      differences: new Merging(kept, merged).differences,
      moving: await whatIsKept(merged),
      ...mergingWords(ctx.i18n, ctx.member),
    })
  }

  async store(ctx: HttpContext) {
    const [kept, merged] = await bothClients(ctx)
    const { choices } = await ctx.request.validateUsing(mergingValidator)
    await new Merging(kept, merged).carryOut(choices ?? {}, { by: ctx.actor })
    ctx.session.flash('notice', ctx.i18n.t('clients.merging.done'))
    return ctx.response.redirect().status(303).toRoute('clients.show', { id: kept.id })
  }
}

function bothClients({ params }: HttpContext): Promise<[Client, Client]> {
  const other = Client.query().where('id', params.otherId).whereNot('id', params.id)
  return Promise.all([Client.findOrFail(params.id), other.firstOrFail()])
}
