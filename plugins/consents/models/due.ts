import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type Client from '#models/client'

/** A query for rows of `clients`, of the model or of the table. */
export type ClientQuery = Pick<
  ModelQueryBuilderContract<typeof Client> | DatabaseQueryBuilderContract,
  'whereRaw'
>

/** Leaves the clients who must be asked: who never answered a required statement, or said yes to words that changed since. */
export function narrowToDue(clients: ClientQuery) {
  clients.whereRaw(dueFor('s.required = 1'))
}

/** The same for these statements, required or not. */
export function narrowToDueFor(clients: ClientQuery, statementIds: string[]) {
  clients.whereRaw(dueFor(`s.id in (${statementIds.map(() => '?')})`), statementIds)
}

/** Leaves the clients whose last word on a required statement is no. */
export function narrowToUnwilling(clients: ClientQuery) {
  clients.whereRaw(`clients.id in (
    select n.client_id from consents_statements s
    join consents_standings n on n.statement_id = s.id and n.answer in ('refused', 'withdrawn')
    where s.required = 1 and s.retired_at is null)`)
}

function dueFor(which: string) {
  return `exists (
    select 1 from consents_statements s join consents_versions v on v.id = s.current_version_id
    where s.retired_at is null and ${which} and not exists (
      select 1 from consents_standings n where n.client_id = clients.id and n.statement_id = s.id
        and (n.answer <> 'given' or n.version_number >= v.valid_since)))`
}
