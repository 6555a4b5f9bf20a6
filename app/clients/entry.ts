import { DateTime, Settings as Clock } from 'luxon'
import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import { ask, type ReadingDemand } from '#plugins/precautions'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Longer than any appointment is away. */
const MOST_DAYS = 3660
/** Whoever was let in may finish what they began, however soon the reason is over. An emergency is over when it is over. */
const FINISH_HOURS = 24
const MAY_FINISH = `(holds_until > :now or because <> 'emergency' and created_at > :finish)`
/** For so long a member works on a client whom they wrote down themselves. */
const REGISTERED_HOURS = 24
/** Whom a member treats: with appointments since then, or to come. */
export const TREATED_DAYS = 365

/** Appointments that are, or were, meant to take place. */
export const MEANT = `appointments.status not in ('held', 'cancelled')
  and attendances.status not in ('held', 'cancelled')`

/** Why a member sees a client now: an appointment near, a client of their own making, or a reason that was given. */
export type Entry = { because: string; reason?: string; until?: DateTime }

type Asked = { clientId: string; member: Member }

/** What it takes that this member sees a client; null where nothing is asked. */
export function readingDemand(member: Member): ReadingDemand | null {
  const demand = ask('readingReason', { member })
  return demand.asks === 'nothing' ? null : demand
}

/**
 * Why this member may see the client now, in one query; null for whoever has to say why first.
 *
 * @param isUnderWay for what an opened page sends: nothing that was typed is lost because a reason is over
 */
export async function entryOf(
  { clientId, member, isUnderWay = false }: Asked & { isUnderWay?: boolean },
  { appointmentOf, days }: ReadingDemand
): Promise<Entry | null> {
  const near = Math.min(days, MOST_DAYS) * DAY
  // Each part is asked only where the one before says nothing; a client of long ago has a long trail.
  const [found] = await clinicClient().rawQuery(
    `select opening.because, opening.words, opening.holds_until as until,
       opening.because is null
         and exists (${appointments(appointmentOf)} between :from and :till) as has_appointment,
       opening.because is null
         and exists (select 1 from clients where id = :client and created_at > :registered)
         and exists (select 1 from audit_events where subject_type = 'client' and subject_id = :client
           and action = 'client.created' and member_id = :member) as has_registered
     from (select 1) left join (
       select because, words, holds_until from openings
       where client_id = :client and member_id = :member and ${isUnderWay ? MAY_FINISH : 'holds_until > :now'}
       order by created_at desc limit 1) as opening on true`,
    {
      ...{ client: clientId, member: member.id, now: momentFromNow(0) },
      ...{ from: momentFromNow(-near), till: momentFromNow(near) },
      registered: momentFromNow(-REGISTERED_HOURS * HOUR),
      finish: momentFromNow(-FINISH_HOURS * HOUR),
    }
  )
  if (found.because) return given(found)
  if (found.has_appointment) return { because: 'appointment' }
  return found.has_registered ? { because: 'registered' } : null
}

/** What this member has to say before the client's page opens: a reason, or that it is an emergency. */
export async function neededFrom(
  { clientId, member }: Asked,
  { asks }: ReadingDemand
): Promise<'reason' | 'emergency'> {
  if (asks !== 'emergency') return 'reason'
  const treating = await treatedBy(clientId)
  return treating.includes(member.id) ? 'reason' : 'emergency'
}

/** The members, by id, who treat the client. */
export async function treatedBy(clientId: string): Promise<string[]> {
  const rows: { id: string }[] = await clinicClient().rawQuery(
    `select distinct appointments.member_id as id
     from attendances join appointments on appointments.id = attendances.appointment_id
     where attendances.client_id = ? and ${MEANT} and appointments.starts_at > ?`,
    [clientId, DateTime.utc().minus({ days: TREATED_DAYS }).toISO()]
  )
  return rows.map(({ id }) => id)
}

/** As the database has moments: ISO 8601 in UTC. */
function momentFromNow(milliseconds: number) {
  return new Date(Clock.now() + milliseconds).toISOString()
}

function appointments(of: ReadingDemand['appointmentOf']) {
  return `select 1 from attendances join appointments on appointments.id = attendances.appointment_id
    where attendances.client_id = :client and ${MEANT}
      ${of === 'member' ? 'and appointments.member_id = :member' : ''} and appointments.starts_at`
}

/** Only an emergency says on the page until when. */
function given({
  because,
  words,
  until,
}: {
  because: string
  words: string | null
  until: string
}) {
  const entry: Entry = { because, reason: words ?? undefined }
  if (because !== 'emergency') return entry
  return { ...entry, until: DateTime.fromISO(until, { zone: 'utc' }) }
}
