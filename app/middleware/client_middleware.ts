import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { clientsInAddress } from '#clients/addresses'
import { type Entry, entryOf, readingDemand } from '#clients/entry'
import { isFromPage, openingPage, wantedAddress } from '#clients/opening_page'
import Client from '#models/client'
import { EMERGENCY } from '#models/opening'

/** The clients, by id, whom an address is about. */
export type ClientsOf = (params: Record<string, string>) => string[] | Promise<string[]>

/**
 * Lets a member see a client if there is a reason: an appointment near, or one that they gave before. The others are
 * asked, and go on to where they wanted; a form that was sent waits on the page that asks. It stands, last, before every
 * address with a client in it (those of plugins get it by themselves), and before those that are about one by another id.
 */
export default class ClientMiddleware {
  async handle(ctx: HttpContext, next: NextFn, clientsOf: ClientsOf = clientsInAddress) {
    const demand = readingDemand(ctx.member)
    if (!demand) return next()
    const why = new Map<string, Entry>(ctx.actor.why)
    for (const clientId of await clientsOf(ctx.params)) {
      const isUnderWay = ctx.request.method() !== 'GET'
      const entry = await entryOf({ clientId, member: ctx.member, isUnderWay }, demand)
      if (!entry) return askWhy(await Client.findOrFail(clientId), ctx)
      why.set(clientId, entry)
    }
    ctx.actor = { ...ctx.actor, why }
    ctx.view.share({ emergency: [...why.values()].find(({ because }) => because === EMERGENCY) })
    return next()
  }
}

async function askWhy(client: Client, ctx: HttpContext) {
  const { request, response, i18n, view } = ctx
  if (!isFromPage(ctx))
    return response
      .status(403)
      .send({ error: 'reason_wanted', message: i18n.t('openings.reason_wanted') })
  if (request.method() === 'GET')
    return response
      .redirect()
      .withQs({ openingNext: request.url(true) })
      .toRoute('clients.openings.create', { id: client.id })
  const page = await openingPage(client, ctx, { next: wantedAddress(request), isAgain: true })
  return response.status(403).send(await view.render('pages/clients/openings/create', page))
}
