import { clinicSettings } from '#clinics/settings'
import { clinicClient } from '#clinics/database'
import Standing, { type State, stateOf } from './standing.js'
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

/** The state that a client's badge shows: the gravest of the required statements; none where nothing is required. */
export async function badgeStates(clientIds: string[]): Promise<Map<string, State>> {
  const required = await requiredStatements()
  if (!required.length) return new Map()
  const standings = await clinicClient()
    .from('consents_standings')
    .whereIn('client_id', clientIds)
    .select('client_id', 'statement_id', 'answer', 'version_number')
  const known = new Map(standings.map((row) => [`${row.client_id} ${row.statement_id}`, row]))
  return new Map(clientIds.map((clientId) => [clientId, gravest(clientId)]))

  function gravest(clientId: string): State {
    const states = required.map(({ id, valid_since: validSince }) => {
      const row = known.get(`${clientId} ${id}`)
      return row ? stateOf(row.answer, row.version_number, validSince) : 'missing'
    })
    return GRAVITY.find((state) => states.includes(state))!
  }
}

/** Plain rows: this is asked for every page of the client list. */
function requiredStatements(): Promise<{ id: string; valid_since: number }[]> {
  return clinicClient()
    .from('consents_statements as s')
    .join('consents_versions as v', 'v.id', 's.current_version_id')
    .where('s.required', true)
    .whereNull('s.retired_at')
    .select('s.id', 'v.valid_since')
}
