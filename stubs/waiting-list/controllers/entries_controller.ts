import type { HttpContext } from '@adonisjs/core/http'
import { displayName, namesOn } from '#clients/display_name'
import Client from '#models/client'
import { refuse } from '#validators/refuse'
import Entry from '../models/entry.js'
import { entryValidator } from '../validators/entry.js'

export default class EntriesController {
  async index({ view, member }: HttpContext) {
    const entries = await Entry.query().preload('client').orderBy('id', 'desc').limit(100)
    return view.render('waiting-list::index', { entries, nameOf: namesOn('screen', member) })
  }

  /** Also shown again, by itself, when `store` refuses what was typed. */
  async create({ params, view, member }: HttpContext) {
    const client = await Client.findOrFail(params.client_id)
    return view.render('waiting-list::create', {
      client,
      name: displayName(client, 'screen', member),
    })
  }

  async store({ params, request, response, session, actor, i18n }: HttpContext) {
    const client = await Client.findOrFail(params.client_id)
    const { text } = await request.validateUsing(entryValidator)
    const entry = await Entry.add(client, text, { by: actor })
    if (!entry) refuse('text', i18n.t('waiting-list.full'))
    session.flash('notice', i18n.t('waiting-list.added'))
    return response.redirect().status(303).toPath(`/clients/${client.id}?tab=waiting-list`)
  }

  async destroy({ params, response, session, actor, i18n }: HttpContext) {
    const entry = await Entry.findOrFail(params.id)
    await entry.remove({ by: actor })
    session.flash('notice', i18n.t('waiting-list.removed'))
    return response.redirect().status(303).toPath(`/clients/${entry.clientId}?tab=waiting-list`)
  }
}
