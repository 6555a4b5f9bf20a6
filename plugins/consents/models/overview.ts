import { clinicSettings } from '#clinics/settings'
import Standing, { type State } from './standing.js'
import Statement from './statement.js'
import { Question } from './question.js'

/** Where one client stands with one statement. */
export type Line = {
  question: Question
  state: State
  standing: Standing | null
}

/** Where a client stands with everything that the clinic asks, in the language of who looks. */
export async function overviewOf(clientId: string, locale: string): Promise<Line[]> {
  const statements = await Statement.asked()
  const standings = await Standing.of(clientId)
  return statements.map((statement) => {
    const standing = standings.get(statement.id) ?? null
    return {
      question: new Question(statement, [locale, clinicSettings.read().locale]),
      state: standing?.stateFor(statement) ?? 'missing',
      standing,
    }
  })
}

/** Whether the client owes an answer. */
export function isDue({ state }: Line) {
  return state === 'missing' || state === 'outdated'
}

/** The order in which one state outweighs another: what a clinic must look at first. */
const GRAVITY: State[] = ['withdrawn', 'refused', 'missing', 'outdated', 'given']

/** The state that a client's badge shows: the gravest of the required statements; null where none is required. */
export async function badgeStates(clientIds: string[]): Promise<Map<string, State>> {
  const statements = await Statement.asked().where('required', true)
  if (!statements.length) return new Map()
  const standings = await Standing.query()
    .whereIn('clientId', clientIds)
    .whereIn(
      'statementId',
      statements.map(({ id }) => id)
    )
  const known = new Map(standings.map((row) => [`${row.clientId} ${row.statementId}`, row]))
  return new Map(
    clientIds.map((clientId) => [
      clientId,
      gravest(
        statements.map(
          (statement) => known.get(`${clientId} ${statement.id}`)?.stateFor(statement) ?? 'missing'
        )
      ),
    ])
  )
}

function gravest(states: State[]): State {
  return GRAVITY.find((state) => states.includes(state))!
}
