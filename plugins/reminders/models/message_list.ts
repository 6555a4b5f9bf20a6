import { type MessageState } from './message.js'
import Message from './message.js'
import { mailStates } from './timeline.js'

const PER_PAGE = 25

/** The filters of the list, and what each shows. */
export const MESSAGE_FILTERS = {
  planned: ['planned', 'handing_over'],
  sent: ['sent', 'delivered'],
  trouble: ['uncertain', 'failed'],
  skipped: ['skipped'],
} as const satisfies Record<string, MessageState[]>
export type MessageFilter = keyof typeof MESSAGE_FILTERS

/** The filter that an address asks for; what is to come, if it makes no sense. */
export function messageFilter(asked: unknown): MessageFilter {
  return String(asked) in MESSAGE_FILTERS ? (asked as MessageFilter) : 'planned'
}

/** One page of the clinic's reminders: what is to come begins with the next, what is past with the last. */
export class MessageList {
  static async read(filter: MessageFilter, page: number) {
    const counts = await Message.query()
      .select('state')
      .count('* as count')
      .groupBy('state')
      .pojo<Count>()
    const messages = await Message.query()
      .whereIn('state', [...MESSAGE_FILTERS[filter]])
      .preload('client')
      .preload('appointment')
      .orderBy('due_at', filter === 'planned' ? 'asc' : 'desc')
      .orderBy('id')
      .paginate(Math.max(1, Math.trunc(page) || 1), PER_PAGE)
    return new MessageList(messages, counts, await mailStates(messages.all()))
  }

  private constructor(
    readonly messages: Awaited<ReturnType<ReturnType<typeof Message.query>['paginate']>>,
    private counts: Count[],
    readonly mails: Awaited<ReturnType<typeof mailStates>>
  ) {}

  count(filter: MessageFilter) {
    const states: readonly string[] = MESSAGE_FILTERS[filter]
    return this.counts
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { count }) => sum + count, 0)
  }
}

type Count = { state: MessageState; count: number }
