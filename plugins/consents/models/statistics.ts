import { clinicClient } from '#clinics/database'
import type { State } from './standing.js'

export type Counts = Record<State, number>

/** How many active clients stand where, for every statement that is asked; by its id. */
export async function statistics(): Promise<Map<string, Counts>> {
  const rows = await clinicClient().rawQuery(`
    select s.id,
      count(n.client_id) filter (where n.answer = 'given' and n.version_number >= v.valid_since) as given,
      count(n.client_id) filter (where n.answer = 'given' and n.version_number < v.valid_since) as outdated,
      count(n.client_id) filter (where n.answer = 'refused') as refused,
      count(n.client_id) filter (where n.answer = 'withdrawn') as withdrawn,
      (select count(*) from clients where archived_at is null) - count(n.client_id) as missing
    from consents_statements s
    join consents_versions v on v.id = s.current_version_id
    left join consents_standings n on n.statement_id = s.id
      and n.client_id in (select id from clients where archived_at is null)
    where s.retired_at is null
    group by s.id`)
  return new Map(rows.map(({ id, ...counts }: Counts & { id: string }) => [id, counts]))
}
