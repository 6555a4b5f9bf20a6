import type { HttpContext } from '@adonisjs/core/http'
import { otherReviewers } from '#clients/emergency'
import Opening from '#models/opening'
import { reviewValidator } from '#validators/opening'
import { refuse } from '#validators/refuse'

/** What somebody makes of an emergency: not whose own it was, unless there is nobody else. */
export default class OpeningReviewsController {
  async store({ params, request, response, session, member, actor, i18n }: HttpContext) {
    const opening = await Opening.emergencies().where('id', params.id).firstOrFail()
    const others = opening.memberId === member.id ? await otherReviewers(member) : []
    if (others.length) refuse('form', i18n.t('openings.review.not_your_own'))
    const { comment } = await request.validateUsing(reviewValidator)
    await opening.review(comment, { by: actor })
    session.flash('notice', i18n.t('openings.review.done'))
    return response.redirect().status(303).toRoute('settings.openings.index')
  }
}
