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

const COLUMNS = [
  'id',
  'number',
  'first_name',
  'last_name',
  'email',
  'phone',
  'birth_date',
  'archived_at',
]
const HAS_ALERT = 'exists (select 1 from client_alerts where client_id = clients.id) as has_alert'
const TAGS = `(select json_group_array(name) from (
  select name from tags join client_tags on tag_id = tags.id where client_id = clients.id order by name
)) as tags`

// SQLite knows how many rows a table has; to count the active ones it would read 10,000 entries of an index.
const COUNT_ACTIVE = `select (select count(*) from clients)
  - (select count(*) from clients where archived_at is not null) as total`

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

/** The clinic's clients, a page at a time; as fast on page 400 as on page 1. */
export class ClientList {
  /** @param narrow the filter of a plugin, if one is chosen */
  constructor(
    private choice: ListChoice,
    private narrow?: (clients: ClientQuery) => void
  ) {}

  async read(): Promise<ListPage> {
    const total = await this.count()
    const pages = Math.max(1, Math.ceil(total / PER_PAGE))
    const page = Math.min(this.choice.page, pages)
    return { rows: total ? await this.rows(page) : [], total, page, pages }
  }

  /** All of them, on whichever page: for those who do something with the whole list. */
  query(): ClientQuery {
    return this.narrowed()
  }

  private async count() {
    const [{ total }] = this.isEverybody
      ? await clinicClient().rawQuery<{ total: number }[]>(COUNT_ACTIVE)
      : await this.narrowed().count('* as total').pojo<{ total: number }>()
    return Number(total)
  }

  /** The list as most people see it, most of the time. */
  private get isEverybody() {
    const { search, status, tag } = this.choice
    return status === 'active' && search.isEmpty && !tag && !this.narrow
  }

  private async rows(page: number): Promise<ClientRow[]> {
    const { search, sort, descending } = this.choice
    const direction = descending ? 'desc' : 'asc'
    const clients = this.narrowed()
      .select(...COLUMNS)
      .select(db.raw(HAS_ALERT), db.raw(TAGS))
    if (sort === 'first_name' && !descending) search.rank(clients)
    const rows = await clients
      .orderBy(ORDERS[sort], direction)
      .orderBy('number', direction)
      .offset((page - 1) * PER_PAGE)
      .limit(PER_PAGE)
      .pojo<ClientRow & { tags: string }>()
    return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) }))
  }

  private narrowed(): ClientQuery {
    const { search, status, tag } = this.choice
    const clients = Client.query()
    if (status === 'active') clients.whereNull('archived_at')
    if (status === 'archived') clients.whereNotNull('archived_at')
    if (tag)
      clients.whereIn('id', (query) =>
        query.from('client_tags').where('tag_id', tag).select('client_id')
      )
    search.narrow(clients)
    this.narrow?.(clients)
    return clients
  }
}
