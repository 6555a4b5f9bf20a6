import type { HttpContext } from '@adonisjs/core/http'
import { displayName } from '#clients/display_name'
import Client from '#models/client'
import Answer, { TOLD } from '../models/answer.js'
import { withdrawalValidator } from '../validators/asking.js'

/** A client told a member that a consent is taken back. */
export default class WithdrawalsController {
  async create({ params, view, member }: HttpContext) {
    const answer = await Answer.findOrFail(params.answer_id)
    const client = await Client.findOrFail(answer.clientId)
    return view.render('consents::pages/withdrawals/create', {
      ...{ answer, client, told: TOLD },
      name: displayName(client, 'screen', member),
    })
  }

  async store({ params, request, response, session, actor, i18n }: HttpContext) {
    const answer = await Answer.findOrFail(params.answer_id)
    const { told } = await request.validateUsing(withdrawalValidator)
    await answer.withdraw({ method: 'member', told, by: actor })
    session.flash('notice', i18n.t('consents.withdrawals.done'))
    return response.redirect().status(303).toPath(`/clients/${answer.clientId}?tab=consents`)
  }
}
