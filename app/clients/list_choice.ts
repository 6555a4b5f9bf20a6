import { ClientSearch } from './client_search.js'
import { type ListChoice, type Order, SORTS, type Status, STATUSES } from './client_list.js'

const LONGEST_SEARCH = 200

/**
 * What somebody wants to see in the list, from an address or a form. Whatever makes no sense is left
 * out: an old bookmark shows clients, not an error.
 */
export function listChoice(asked: Record<string, unknown>): ListChoice {
  const sort = text(asked.order ?? asked.sort)
  const order = sort.replace(/^-/, '') as Order
  const status = text(asked.status) as Status
  const page = Math.floor(Number(asked.page))
  return {
    search: new ClientSearch(text(asked.term).slice(0, LONGEST_SEARCH)),
    status: STATUSES.includes(status) ? status : 'active',
    tag: text(asked.tag) || null,
    filter: text(asked.filter) || null,
    sort: SORTS.includes(order) ? order : 'first_name',
    descending: sort.startsWith('-'),
    page: page > 0 && page < 1e6 ? page : 1,
  }
}

/** The choice as the query of an address, without what goes without saying and without what was searched for. */
export function choiceQuery(choice: ListChoice, changes: Partial<ListChoice> = {}) {
  const { status, tag, filter, sort, descending, page } = { ...choice, ...changes }
  const order = sortValue(sort, descending)
  return {
    ...(status !== 'active' && { status }),
    ...(tag && { tag }),
    ...(filter && { filter }),
    ...(order !== 'first_name' && { sort: order }),
    ...(page > 1 && { page: String(page) }),
  }
}

/** An order as it stands in addresses and forms: `birth_date`, or `-birth_date` from the end. */
export function sortValue(sort: Order, descending: boolean) {
  return `${descending ? '-' : ''}${sort}`
}

function text(value: unknown) {
  return typeof value === 'string' ? value : ''
}
