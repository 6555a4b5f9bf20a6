import { clinicClient } from '#clinics/database'
import Message from './message.js'
import { mailStates } from './timeline.js'

const PER_PAGE = 25

export const MESSAGE_FILTERS = ['planned', 'sent', 'trouble', 'skipped'] as const
export type MessageFilter = (typeof MESSAGE_FILTERS)[number]

/**
 * Under which filter a message stands. Of an e-mail the outbox knows more than the message: that it waits there,
 * or did not arrive. The outbox forgets its mails in time; then what the message says must do.
 */
const FILTER = `case
  when mail.state in ('failed', 'uncertain', 'cancelled') then 'trouble'
  when mail.state in ('waiting', 'handing_over', 'handed_over') then 'planned'
  when reminders_messages.state in ('planned', 'handing_over') then 'planned'
  when reminders_messages.state in ('sent', 'delivered') then 'sent'
  when reminders_messages.state = 'skipped' then 'skipped'
  else 'trouble'
end`

/** The filter that an address asks for; what is to come, if it makes no sense. */
export function messageFilter(asked: unknown): MessageFilter {
  return MESSAGE_FILTERS.find((filter) => filter === asked) ?? 'planned'
}

/** One page of the clinic's reminders: what is to come begins with the next, what is past with the last. */
export class MessageList {
  static async read(filter: MessageFilter, page: number) {
    const counts = await withMails()
      .select(clinicClient().raw(`${FILTER} as filter`))
      .count('* as count')
      .groupBy('filter')
      .pojo<Count>()
    const messages = await withMails()
      .select('reminders_messages.*')
      .whereRaw(`${FILTER} = ?`, [filter])
      .preload('client')
      .preload('appointment')
      .orderBy('reminders_messages.due_at', filter === 'planned' ? 'asc' : 'desc')
      .orderBy('reminders_messages.id')
      .paginate(Math.max(1, Math.trunc(page) || 1), PER_PAGE)
    return new MessageList(messages, counts, await mailStates(messages.all()))
  }

  private constructor(
    readonly messages: Awaited<ReturnType<ReturnType<typeof Message.query>['paginate']>>,
    private counts: Count[],
    readonly mails: Awaited<ReturnType<typeof mailStates>>
  ) {}

  count(filter: MessageFilter) {
    return this.counts.find((each) => each.filter === filter)?.count ?? 0
  }
}

type Count = { filter: MessageFilter; count: number }

function withMails() {
  return Message.query().leftJoin('outbox_mails as mail', 'mail.id', 'reminders_messages.mail_id')
}
