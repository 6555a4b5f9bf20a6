import { narrowToDueFor } from './models/due.js'
import Standing, { type State } from './models/standing.js'
import Statement from './models/statement.js'

export { default as ConsentGiven } from './events/consent_given.js'
export { default as ConsentRefused } from './events/consent_refused.js'
export { default as ConsentWithdrawn } from './events/consent_withdrawn.js'
export { narrowToDueFor }

/**
 * Where a client stands with the statement of this key, for plugins that may only act on a yes: a newsletter asks
 * for `marketing`. `missing` too when the clinic has no such statement, or asks it no longer.
 */
export async function consentTo(key: string, clientId: string): Promise<State> {
  const statement = await Statement.asked().where('key', key).first()
  if (!statement) return 'missing'
  const standings = await Standing.of(clientId)
  return standings.get(statement.id)?.stateFor(statement) ?? 'missing'
}
