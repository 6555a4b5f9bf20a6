import type { HttpContext } from '@adonisjs/core/http'
import { clientPage } from '#pages/client_page'
import Client from '#models/client'
import { revealValidator } from '#validators/client'

/**
 * Shows a national id once, in the answer to the form that gave a reason: it gets into no address, no
 * session and no log.
 */
export default class NationalIdRevealsController {
  async store(ctx: HttpContext) {
    const client = await Client.findOrFail(ctx.params.id)
    const { reason } = await ctx.request.validateUsing(revealValidator)
    const nationalId = await client.revealNationalId(reason, { by: ctx.actor })
    return ctx.view.render('pages/clients/show', {
      ...(await clientPage(client, ctx)),
      revealed: nationalId,
    })
  }
}
