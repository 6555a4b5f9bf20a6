import type { HttpContext } from '@adonisjs/core/http'
import { LOCALES } from '#config/i18n'
import { Doorway } from '#members/doorway'
import { detailsOn, displayName, namesOn } from '#clients/display_name'
import Client from '#models/client'
import { refuse } from '#validators/refuse'
import { isDue, overviewOf } from '../models/overview.js'
import Request, { CHANNELS, REQUEST_STATES } from '../models/request.js'
import { RequestList } from '../models/request_list.js'
import { askable } from './askable.js'
import { consentSettings } from '../settings.js'
import { requestValidator } from '../validators/asking.js'
import { originOf } from './origin.js'

export default class RequestsController {
  async index({ request, view, member }: HttpContext) {
    const chosen = REQUEST_STATES.find((each) => each === request.input('state')) ?? null
    return view.render('consents::pages/requests/index', {
      ...(await new RequestList(chosen).page(Number(request.input('page')))),
      ...{ chosen, states: REQUEST_STATES },
      nameOf: namesOn('screen', member),
    })
  }

  async create({ params, view, i18n, member }: HttpContext) {
    const client = await Client.findOrFail(params.client_id)
    const lines = await overviewOf(client.id, i18n.locale)
    return view.render('consents::pages/requests/create', {
      ...{ client, lines, locales: LOCALES, channels: CHANNELS },
      due: lines.filter(isDue).map(({ question }) => question.id),
      name: displayName(client, 'screen', member),
      email: detailsOn('screen', member).naming(client.email),
      linkDays: consentSettings.read().linkDays,
    })
  }

  /**
   * Asks. For an answer on this screen the device goes into the client's hands, so the member is signed out
   * before the page opens: there is no session left that anybody could go back to.
   */
  async store(ctx: HttpContext) {
    const { params, request, response, session, actor, i18n } = ctx
    const client = await Client.findOrFail(params.client_id)
    const { channel, locale, statements } = await request.validateUsing(requestValidator)
    if (channel === 'link' && !client.email) refuse('channel', i18n.t('consents.requests.no_email'))
    const statementIds = await askable(statements, i18n)

    const how = { channel, locale, origin: originOf(ctx), by: actor }
    const asked = await Request.ask({ client, statementIds, ...how })
    if (channel === 'screen') {
      const token = await asked.newLink()
      await new Doorway(ctx).letOut()
      return response.redirect().status(303).toRoute('consents.replies.create', [token])
    }
    session.flash('notice', i18n.t('consents.requests.sent'))
    return response.redirect().status(303).toPath(`/clients/${client.id}?tab=consents`)
  }
}
