import type { HttpContext } from '@adonisjs/core/http'
import { choiceQuery, listChoice } from '#clients/list_choice'
import { listPage } from '#clients/list_page'

/**
 * A search is sent as a form and answered with the list, so that what was searched for, a name as a
 * rule, stands in no address, no browser history and no proxy's log.
 */
export default class ClientSearchesController {
  async store(ctx: HttpContext) {
    const choice = listChoice(ctx.request.body())
    if (choice.search.isEmpty)
      return ctx.response
        .redirect()
        .status(303)
        .withQs(choiceQuery(choice))
        .toRoute('clients.index')
    // While somebody types, only the list is asked for.
    const wantsList = ctx.request.header('turbo-frame') === 'clients'
    const page = wantsList ? 'pages/clients/found' : 'pages/clients/index'
    return ctx.view.render(page, await listPage(choice, ctx))
  }

  /** Who reloads the page of a search, or comes back to its address, starts anew. */
  show({ response }: HttpContext) {
    return response.redirect().toRoute('clients.index')
  }
}
