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
    if (!choice.search.isEmpty)
      return ctx.view.render('pages/clients/index', await listPage(choice, ctx))
    return ctx.response.redirect().status(303).withQs(choiceQuery(choice)).toRoute('clients.index')
  }

  /** Who reloads the page of a search, or comes back to its address, starts anew. */
  show({ response }: HttpContext) {
    return response.redirect().toRoute('clients.index')
  }
}
