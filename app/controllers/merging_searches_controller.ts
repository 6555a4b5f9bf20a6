import type { HttpContext } from '@adonisjs/core/http'
import { ClientList } from '#clients/client_list'
import { detailsOn, namesOn } from '#clients/display_name'
import { listChoice } from '#clients/list_choice'
import Client from '#models/client'

/** Looks for the client to merge with; by POST for the same reason as the search of the list. */
export default class MergingSearchesController {
  async store({ params, request, view, member }: HttpContext) {
    const client = await Client.findOrFail(params.id)
    const choice = listChoice({ term: request.input('term'), status: 'all' })
    const { rows } = choice.search.isEmpty ? { rows: [] } : await new ClientList(choice).read()
    return view.render('pages/clients/mergings/index', {
      ...{ client, term: choice.search.typed, suggestions: [] },
      found: rows.filter(({ id }) => id !== client.id),
      nameOf: namesOn('screen', member),
      telling: detailsOn('screen', member).telling,
    })
  }
}
