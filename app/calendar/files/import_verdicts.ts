import { clinicClient } from '#clinics/database'
import type Member from '#models/member'
import type { Entry } from './event_facts.js'
import { timeColumns } from '#calendar/plan'

export const VERDICTS = ['new', 'known', 'removed', 'taken', 'left_out', 'not_yours'] as const

/** What would become of one entry of a calendar file. */
export type Verdict = { kind: (typeof VERDICTS)[number]; entry: Entry }

/** As many questions in one statement as SQLite takes easily. */
const AT_ONCE = 500

type Span = { from: number; until: number }

/**
 * What would become of each entry in a member's calendar, as it is at this moment. Time off takes no time
 * from appointments: what is booked in it stays, until somebody moves it.
 */
export async function verdictsOn(
  entries: readonly Entry[],
  member: Member,
  { mayEnterTimeOff }: { mayEnterTimeOff: boolean }
): Promise<Verdict[]> {
  const known = await knownUids(entries, member)
  const removed = await timeOffUids('removed_time_off', entries, member)
  const coming = entries.filter(({ problem, isAway }) => !problem && !isAway)
  const busy = await busySpans(coming, member)
  return entries.map((entry): Verdict => {
    if (known.has(entry.uid)) return { kind: 'known', entry }
    if (removed.has(entry.uid)) return { kind: 'removed', entry }
    if (entry.problem) return { kind: 'left_out', entry }
    if (entry.isAway) return { kind: mayEnterTimeOff ? 'new' : 'not_yours', entry }
    const span = spanOf(entry)
    const isTaken = busy.some(({ from, until }) => from < span.until && until > span.from)
    // An entry of the same file takes the time of those after it.
    if (!isTaken) busy.push(span)
    return { kind: isTaken ? 'taken' : 'new', entry }
  })
}

/** What was imported before, as an appointment or as time off, and what is one of our own appointments that comes back from a feed. */
async function knownUids(entries: readonly Entry[], { id }: Member): Promise<Set<string>> {
  const known = new Set<string>()
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const uids = entries.slice(at, at + AT_ONCE).map(({ uid }) => uid)
    const rows: { id: string; imported_uid: string | null }[] = await clinicClient()
      .from('appointments')
      .where((either) => {
        either
          .where((imported) => imported.where('member_id', id).whereIn('imported_uid', uids))
          .orWhereIn('id', uids)
      })
      .select('id', 'imported_uid')
    for (const row of rows) known.add(row.id).add(row.imported_uid ?? row.id)
  }
  return known.union(await timeOffUids('time_off', entries, { id }))
}

async function timeOffUids(
  table: 'time_off' | 'removed_time_off',
  entries: readonly Entry[],
  { id }: Pick<Member, 'id'>
): Promise<Set<string>> {
  const away = new Set(entries.filter(({ isAway }) => isAway).map(({ uid }) => uid))
  const rows: { imported_uid: string }[] = await clinicClient()
    .from(table)
    .where('member_id', id)
    .whereNotNull('imported_uid')
    .select('imported_uid')
  return away.intersection(new Set(rows.map((row) => row.imported_uid)))
}

async function busySpans(entries: readonly Entry[], { id }: Member): Promise<Span[]> {
  if (!entries.length) return []
  const spans = entries.map(spanOf)
  return clinicClient()
    .from('appointments')
    .where('member_id', id)
    .whereNotIn('status', ['cancelled', 'missed'])
    .where('busy_until', '>', Math.min(...spans.map(({ from }) => from)))
    .where('busy_from', '<', Math.max(...spans.map(({ until }) => until)))
    .select('busy_from as from', 'busy_until as until')
}

function spanOf({ wall, minutes }: Entry): Span {
  const { busyFrom, busyUntil } = timeColumns({ wall: wall!, minutes })
  return { from: busyFrom, until: busyUntil }
}
