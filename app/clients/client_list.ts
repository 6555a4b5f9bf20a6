import db from '@adonisjs/lucid/services/db'
import { clinicClient } from '#clinics/database'
import Client from '#models/client'
import type { ClientQuery, ClientSearch } from './client_search.js'

export const STATUSES = ['active', 'archived', 'all'] as const
export type Status = (typeof STATUSES)[number]

/** Each order by its name in the URL. The indexes of the clients table know them by these columns. */
const ORDERS = {
  first_name: 'sort_first',
  last_name: 'sort_last',
  birth_date: 'birth_date',
  created: 'created_at',
} as const
export type Order = keyof typeof ORDERS
export const SORTS = Object.keys(ORDERS) as Order[]

export const PER_PAGE = 25

/** Which clients, in which order, and which 25 of them. */
export type ListChoice = {
  search: ClientSearch
  status: Status
  tag: string | null
  /** The key of a filter that a plugin adds. */
  filter: string | null
  sort: Order
  descending: boolean
  page: number
}

/** One line of the list. A plain row: a model would cost twice as much, 25 times a page. */
export type ClientRow = {
  id: string
  number: number
  first_name: string
  last_name: string
  email: string | null
  phone: string | null
  birth_date: string | null
  archived_at: string | null
  has_alert: 0 | 1
  tags: string[]
}

export type ListPage = { rows: ClientRow[]; total: number; page: number; pages: number }

type Found = ClientRow & { total: number }

/** The clinic's clients, a page at a time; as fast on page 400 as on page 1. */
export class ClientList {
  /** @param narrow the filter of a plugin, if one is chosen */
  constructor(
    private choice: ListChoice,
    private narrow: ((clients: ClientQuery) => void) | null = null
  ) {}

  /** The page that was chosen; the last one where there are fewer. */
  async read(page = this.choice.page): Promise<ListPage> {
    const found = await this.find(page)
    if (!found.length && page > 1) {
      const first = await this.read(1)
      return first.pages > 1 ? this.read(first.pages) : first
    }
    const total = found[0]?.total ?? 0
    const rows = found.map((row) => ({ ...row, tags: JSON.parse(String(row.tags)) }))
    return { rows, total, page, pages: Math.max(1, Math.ceil(total / PER_PAGE)) }
  }

  /** All of them, on whichever page: for those who do something with the whole list. */
  query(): ClientQuery {
    const { search, status, tag } = this.choice
    const clients = Client.query()
    // The plus keeps SQLite from reading all active clients where the search finds a few.
    const archived = search.isEmpty ? 'archived_at' : '+archived_at'
    if (status === 'active') clients.whereRaw(`${archived} is null`)
    if (status === 'archived') clients.whereRaw(`${archived} is not null`)
    if (tag)
      clients.whereIn('id', (query) =>
        query.from('client_tags').where('tag_id', tag).select('client_id')
      )
    search.narrow(clients)
    this.narrow?.(clients)
    return clients
  }

  /**
   * One statement finds, counts and reads. What a search finds is looked up once and kept for the two;
   * without one both are read from an index. Only the rows of the page itself are read in full.
   */
  private async find(page: number): Promise<Found[]> {
    const clients = this.query().select('number', `${ORDERS[this.choice.sort]} as sort_key`)
    if (this.beginning) clients.select(isBeginning(this.beginning))
    const { sql, bindings } = clients.toSQL()
    const statement = `
      with found as ${this.isNarrowed ? 'materialized' : 'not materialized'} (${sql}),
      page as (select * from found order by ${this.order} limit ? offset ?)
      select id, number, first_name, last_name, email, phone, birth_date, archived_at,
        exists (select 1 from client_alerts where client_id = clients.id) as has_alert,
        (select json_group_array(name) from (
          select name from client_tags join tags on tag_id = tags.id where client_id = clients.id order by name
        )) as tags,
        ${this.total} as total
      from page join clients using (number) order by ${this.order}`
    const offset = (page - 1) * PER_PAGE
    return clinicClient().rawQuery(statement, [...(bindings as string[]), PER_PAGE, offset])
  }

  /** SQLite counts a whole table without reading its rows; the archived ones are few. */
  private get total() {
    const { status } = this.choice
    if (this.isNarrowed) return '(select count(*) from found)'
    const all = '(select count(*) from clients)'
    const archived = '(select count(*) from clients where archived_at is not null)'
    return { all, archived, active: `${all} - ${archived}` }[status]
  }

  private get order() {
    const direction = this.choice.descending ? 'desc' : 'asc'
    const ranked = this.beginning ? 'is_beginning desc, ' : ''
    return `${ranked}sort_key ${direction}, number ${direction}`
  }

  /** In the order that goes without saying, names that begin with what was typed come first. */
  private get beginning() {
    const { search, sort, descending } = this.choice
    return sort === 'first_name' && !descending ? search.beginning : null
  }

  private get isNarrowed() {
    const { search, tag } = this.choice
    return !search.isEmpty || tag !== null || this.narrow !== null
  }
}

function isBeginning(key: string) {
  const begins = (column: string) => `substr(${column}, 1, ${key.length}) = ?`
  return db.raw(`(${begins('sort_first')} or ${begins('sort_last')}) as is_beginning`, [key, key])
}
