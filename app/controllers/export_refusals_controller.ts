import type { HttpContext } from '@adonisjs/core/http'
import ExportRequest from '#models/export_request'
import { exportRefusalValidator } from '#validators/export_request'

/** A second person's no, with a sentence; also after a yes that nobody has used yet. */
export default class ExportRefusalsController {
  async store(ctx: HttpContext) {
    const { params, request, member, actor } = ctx
    const asked = await ExportRequest.query()
      .where('id', params.id)
      .whereNot('memberId', member.id)
      .firstOrFail()
    const { answer } = await request.validateUsing(exportRefusalValidator)
    const isDone = await asked.refuse(answer, { ...actor, member })
    return tellOutcome(ctx, isDone ? 'refused' : null)
  }
}

/** Goes on to the list. Without an outcome, something else became of it meanwhile. */
export function tellOutcome(
  { response, session, i18n }: HttpContext,
  outcome: 'approved' | 'refused' | null
) {
  session.flash(outcome ? 'notice' : 'problem', i18n.t(`export_requests.${outcome ?? 'too_late'}`))
  return response.redirect().status(303).toRoute('export_requests.index')
}
