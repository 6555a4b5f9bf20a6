import { ClientSearch } from './client_search.js'
import { type ListChoice, type Order, SORTS, type Status, STATUSES } from './client_list.js'

const LONGEST_SEARCH = 200

/**
 * What somebody wants to see in the list, from an address or a form. Whatever makes no sense is left
 * out: an old bookmark shows clients, not an error.
 */
export function listChoice(asked: Record<string, unknown>): ListChoice {
  const sort = String(asked.sort ?? '')
  const order = sort.replace(/^-/, '') as Order
  const status = String(asked.status ?? '') as Status
  const page = Math.floor(Number(asked.page))
  return {
    search: new ClientSearch(String(asked.term ?? '').slice(0, LONGEST_SEARCH)),
    status: STATUSES.includes(status) ? status : 'active',
    tag: asked.tag ? String(asked.tag) : null,
    sort: SORTS.includes(order) ? order : 'first_name',
    descending: sort.startsWith('-'),
    page: page > 0 && page < 1e6 ? page : 1,
  }
}
