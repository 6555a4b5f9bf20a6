import type { HttpContext } from '@adonisjs/core/http'
import ExportRequest from '#models/export_request'
import { tellOutcome } from './export_refusals_controller.js'

/** A second person's yes. */
export default class ExportApprovalsController {
  async store(ctx: HttpContext) {
    const { params, member, actor } = ctx
    const asked = await ExportRequest.query()
      .where('id', params.id)
      .whereNot('memberId', member.id)
      .firstOrFail()
    const isDone = await asked.approve({ ...actor, member })
    return tellOutcome(ctx, isDone ? 'approved' : null)
  }
}
