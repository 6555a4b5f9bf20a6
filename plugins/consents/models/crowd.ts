import { ClientList } from '#clients/client_list'
import { choiceQuery, listChoice } from '#clients/list_choice'
import { clientFilters } from '#plugins/slot_rendering'
import type Member from '#models/member'
import Batch from './batch.js'
import type Statement from './statement.js'

/** The clients whom the client list showed when somebody wanted to ask them: those with a tag, in a filter, or all. */
export class Crowd {
  /** What the address of the list said; forms hand it on. */
  readonly query: { tag?: string; filter?: string }

  constructor(
    asked: Record<string, unknown>,
    private member: Member
  ) {
    const { tag, filter } = choiceQuery(listChoice(asked))
    this.query = { ...(tag && { tag }), ...(filter && { filter }) }
  }

  get isEverybody() {
    return !Object.keys(this.query).length
  }

  /** A fresh query for them. */
  clients() {
    const choice = listChoice(this.query)
    const filter = clientFilters(this.member).find(({ key }) => key === choice.filter)
    return new ClientList(choice, filter?.narrow).query()
  }

  async count() {
    return totalOf(this.clients())
  }

  /** How many of them owe an answer to these statements. */
  async owing(statementIds: string[]) {
    return totalOf(Batch.candidates(statementIds, this.clients()))
  }

  /** The same for each statement by itself, by its id. */
  async owingEach(statements: Statement[]) {
    const counts = new Map<string, number>()
    for (const { id } of statements) counts.set(id, await this.owing([id]))
    return counts
  }
}

async function totalOf(clients: ReturnType<Crowd['clients']>) {
  const [{ total }] = await clients.count('* as total').pojo<{ total: number }>()
  return Number(total)
}
