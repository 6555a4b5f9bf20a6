import type { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { ConsentsStandingSchema } from '../schema.js'
import type Statement from './statement.js'

/** Where a client stands with a statement. */
export const STATES = ['given', 'refused', 'withdrawn', 'outdated', 'missing'] as const
export type State = (typeof STATES)[number]

/** What of an answer stands here. */
type LastWord = {
  id: string
  clientId: string
  statementId: string
  answer: string
  versionNumber: number
  answeredAt: DateTime
}

/** A client's newest answer to a statement, kept beside the evidence so that lists need not search it. */
export default class Standing extends ConsentsStandingSchema {
  static table = 'consents_standings'

  /** Makes this answer the client's last word on its statement. */
  static async take({ id, clientId, statementId, answer, versionNumber, answeredAt }: LastWord) {
    await clinicClient()
      .insertQuery()
      .table(this.table)
      .insert({
        client_id: clientId,
        statement_id: statementId,
        answer_id: id,
        answer,
        version_number: versionNumber,
        answered_at: answeredAt.toUTC().toISO(),
      })
      .knexQuery.onConflict(['client_id', 'statement_id'])
      .merge()
  }

  /** Works out anew what a client's last words are, after evidence of two clients came together. */
  static async recompute(clientId: string) {
    await this.query().where('clientId', clientId).delete()
    await clinicClient().rawQuery(
      `insert into ${this.table} (client_id, statement_id, answer_id, answer, version_number, answered_at)
       select client_id, statement_id, id, answer, version_number, max(answered_at)
       from consents_answers where client_id = ? group by statement_id`,
      [clientId]
    )
  }

  /** A client's standings by statement. */
  static async of(clientId: string) {
    const rows = await this.query().where('clientId', clientId)
    return new Map(rows.map((row) => [row.statementId, row]))
  }

  stateFor({ current }: Statement): State {
    return stateOf(this.answer as State, this.versionNumber, current.validSince!)
  }
}

/** A yes to words that have changed since is outdated; a no stays a no, and is not asked again by itself. */
export function stateOf(answer: State, versionNumber: number, validSince: number): State {
  return answer === 'given' && versionNumber < validSince ? 'outdated' : answer
}
