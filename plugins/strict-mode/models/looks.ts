import type { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { MEANT, TREATED_DAYS } from '#clients/entry'

/** A member's looks at a client's page on one day are one. */
const BY_DAY = `select member_id, subject_id, min(created_at) as at from audit_events
  where action = 'client.read' and created_at >= :since and member_id is not null
  group by member_id, subject_id, substr(created_at, 1, 10)`

const MET = `select 1 from attendances join appointments on appointments.id = attendances.appointment_id
  where attendances.client_id = looks.subject_id and ${MEANT}`

type Strictness = {
  since: DateTime
  nearDays: number
  openForAll: readonly string[]
  emergencyFor: readonly string[]
}

/**
 * What would have become of the looks since then, had the rule been on.
 *
 * @returns how many there were, how many would have been asked, and how many of these only in an emergency
 */
export async function looksBefore({ since, nearDays, openForAll, emergencyFor }: Strictness) {
  const [row] = await clinicClient().rawQuery(
    `with looks as (${BY_DAY}), judged as (
       select members.role in (select value from json_each(:emergencyFor)) as is_bound,
         exists (${MET} and (appointments.member_id = looks.member_id
             or members.role in (select value from json_each(:openForAll)))
           and appointments.starts_at between ${moved('-')} and ${moved('+')}) as is_near,
         exists (${MET} and appointments.member_id = looks.member_id
           and appointments.starts_at > strftime('%Y-%m-%dT%H:%M:%fZ', looks.at, '-${TREATED_DAYS} days')) as is_treating
       from looks join members on members.id = looks.member_id)
     select count(*) as "of", coalesce(sum(not is_near), 0) as "count",
       coalesce(sum(is_bound and not is_near and not is_treating), 0) as emergencies from judged`,
    {
      since: since.toISO()!,
      nearDays,
      openForAll: JSON.stringify(openForAll),
      emergencyFor: JSON.stringify(emergencyFor),
    }
  )
  return row as { of: number; count: number; emergencies: number }
}

/** How many looks there were since then, and for how many of them a reason stands in the audit log: which ones. */
export async function looksSince(since: DateTime) {
  const [row] = await clinicClient().rawQuery(
    `select count(*) as "of", count(because) as told, coalesce(sum(because = 'appointment'), 0) as near,
       coalesce(sum(because = 'emergency'), 0) as emergencies
     from (select json_extract(details, '$.because') as because from audit_events
       where action = 'client.read' and created_at >= ? and member_id is not null)`,
    [since.toISO()!]
  )
  const { of, told, near, emergencies } = row
  return { of, told, near, emergencies, given: told - near - emergencies }
}

function moved(direction: '+' | '-') {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', looks.at, '${direction}' || :nearDays || ' days')`
}
