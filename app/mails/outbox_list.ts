import OutboxMail, { type MailState } from '#models/outbox_mail'

const PER_PAGE = 25
const SHOWN = [
  ...['id', 'purpose', 'recipient', 'recipient_name', 'state', 'attempts', 'due_at'],
  ...['settled_at', 'emptied_at', 'error', 'error_detail', 'created_at'],
]

/** The filters of the outbox; a mail that is being handed over still waits, to those who look at it. */
export const OUTBOX_FILTERS = {
  waiting: ['waiting', 'handing_over', 'handed_over'],
  uncertain: ['uncertain'],
  failed: ['failed'],
  sent: ['sent'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, MailState[]>
export type OutboxFilter = keyof typeof OUTBOX_FILTERS

export type OutboxChoice = { state?: OutboxFilter; purpose?: string; page: number }

/** What an address asks for; what makes no sense in it is left out. */
export function outboxChoice({ state, purpose, page }: Record<string, unknown>): OutboxChoice {
  return {
    state: String(state) in OUTBOX_FILTERS ? (state as OutboxFilter) : undefined,
    purpose: typeof purpose === 'string' && purpose ? purpose : undefined,
    page: Math.max(1, Math.trunc(Number(page)) || 1),
  }
}

/** One page of the clinic's outbox, the newest first, with how many there are of each state and purpose. */
export class OutboxList {
  /** @param hidden purposes of mails that are left out */
  static async read(choice: OutboxChoice, { hidden = [] as string[] } = {}) {
    const counts = await OutboxMail.query()
      .select('state', 'purpose')
      .whereNotIn('purpose', hidden)
      .count('* as count')
      .groupBy('state', 'purpose')
      .pojo<Count>()
    const list = new OutboxList(choice, counts, hidden)
    list.mails = await list.query()
    return list
  }

  mails: OutboxMail[] = []

  private constructor(
    private choice: OutboxChoice,
    private counts: Count[],
    private hidden: string[]
  ) {}

  get total() {
    return this.sum(() => true)
  }

  get purposes() {
    return [...new Set(this.counts.map(({ purpose }) => purpose))].sort()
  }

  count(filter: OutboxFilter) {
    return this.sum((row) => this.hasState(row, filter))
  }

  get last() {
    const { state, purpose } = this.choice
    const matching = this.sum(
      (row) => (!state || this.hasState(row, state)) && (!purpose || row.purpose === purpose)
    )
    return Math.max(1, Math.ceil(matching / PER_PAGE))
  }

  get page() {
    return Math.min(this.choice.page, this.last)
  }

  /** Whether something on this page is about to change by itself. */
  get isMoving() {
    return this.mails.some(({ isAboutToMove }) => isAboutToMove)
  }

  private query() {
    const { state, purpose } = this.choice
    return OutboxMail.query()
      .select(SHOWN)
      .whereNotIn('purpose', this.hidden)
      .if(state, (query) => query.whereIn('state', [...OUTBOX_FILTERS[state!]]))
      .if(purpose, (query) => query.where('purpose', purpose!))
      .orderBy('id', 'desc')
      .forPage(this.page, PER_PAGE)
  }

  private hasState({ state }: Count, filter: OutboxFilter) {
    return (OUTBOX_FILTERS[filter] as readonly MailState[]).includes(state)
  }

  private sum(isCounted: (row: Count) => boolean) {
    return this.counts.filter(isCounted).reduce((sum, { count }) => sum + count, 0)
  }
}

type Count = { state: MailState; purpose: string; count: number }
