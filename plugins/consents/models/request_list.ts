import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { utcNow } from '#models/columns'
import Request, { type RequestState } from './request.js'

const PER_PAGE = 25

type Query = ModelQueryBuilderContract<typeof Request>

/** What a state means to the database; `Request.state` says the same of one row. */
const CONDITIONS: Record<RequestState, string> = {
  answered: 'answered_at is not null',
  revoked: 'answered_at is null and revoked_at is not null',
  expired: 'answered_at is null and revoked_at is null and expires_at <= :now',
  opened:
    'answered_at is null and revoked_at is null and expires_at > :now and opened_at is not null',
  sent: 'answered_at is null and revoked_at is null and expires_at > :now and opened_at is null',
}

/** The requests of a clinic, the newest first, in one state or in all. */
export class RequestList {
  constructor(private state: RequestState | null) {}

  async page(number: number) {
    const [counts, requests] = [await this.counts(), await this.requests(number)]
    return { requests, counts }
  }

  private requests(number: number) {
    const query = Request.query()
      .preload('client')
      .preload('collector')
      .preload('statements', (statements) =>
        statements.preload('current', (version) => version.preload('texts'))
      )
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
    if (this.state) narrow(query, this.state)
    return query.paginate(number > 0 ? Math.floor(number) : 1, PER_PAGE)
  }

  private async counts(): Promise<Record<RequestState, number>> {
    const columns = Object.entries(CONDITIONS).map(
      ([state, condition]) => `count(*) filter (where ${condition}) as ${state}`
    )
    const now = utcNow()
    const [counts] = await Request.query().client.rawQuery(
      `select ${columns.join(', ')} from consents_requests`,
      { now }
    )
    return counts
  }
}

function narrow(query: Query, state: RequestState) {
  query.whereRaw(CONDITIONS[state], { now: utcNow() })
}
