import { DateTime } from 'luxon'
import { clinicClient } from '#clinics/database'
import { clockMinutes } from '#calendar/clock_time'
import { minuteOf, momentOf } from '#calendar/wall_time'
import { addDays } from '#calendar/dates'
import {
  type Exception,
  type Range,
  type WeeklyHours,
  workingDays,
  type WorkingDays,
} from './working_days.js'

/** Time in which somebody is away, in whole minutes since 1970 in UTC; `until` is not part of it. */
export type BusySpan = { from: number; until: number }

type SpanRow = { starts: string; ends: string; location_id: string | null }
type HourRow = SpanRow & {
  member_id: string
  weekday: number
  valid_from: string | null
  valid_until: string | null
}
type ExceptionRow = Omit<SpanRow, 'starts' | 'ends'> & {
  member_id: string
  date: string
  starts: string | null
  ends: string | null
}

/**
 * When members work, as their hours say: weekly hours, exceptions and the clinic's holidays. In wall time of the
 * clinic, because 09:00 is 09:00 in summer and in winter; `momentOf` makes a moment of it. Time off is
 * not taken out: see `timeOffSpans`. Three queries, however many members and days.
 *
 * @param from the first date and
 * @param until the last one, both included: `2027-06-15`
 * @returns for each member, for each date, the spans in order
 */
export async function workingSpans(
  memberIds: readonly string[],
  from: string,
  until: string
): Promise<Map<string, WorkingDays>> {
  const known = await knownHours(memberIds, { from, until })
  return new Map(memberIds.map((id) => [id, known.daysOf(id)]))
}

/** The same, and beside it what it would be without the exceptions; as many queries. */
export async function workingAndUsualSpans(
  memberIds: readonly string[],
  from: string,
  until: string
): Promise<{ work: Map<string, WorkingDays>; usual: Map<string, WorkingDays> }> {
  const known = await knownHours(memberIds, { from, until })
  return {
    work: new Map(memberIds.map((id) => [id, known.daysOf(id)])),
    usual: new Map(memberIds.map((id) => [id, known.usualDaysOf(id)])),
  }
}

async function knownHours(memberIds: readonly string[], range: Range) {
  const [hours, exceptions, holidays] = await Promise.all([
    weeklyHours(memberIds, range),
    exceptionsIn(memberIds, range),
    holidaysIn(range),
  ])
  const days = (id: string, special: readonly Exception[] = []) =>
    workingDays(range, hours.get(id) ?? [], { exceptions: special, holidays })
  return {
    daysOf: (id: string) => days(id, exceptions.get(id)),
    usualDaysOf: (id: string) => days(id),
  }
}

/**
 * When members are away, in one query. Spans may lie over one another.
 *
 * @param from the first date and
 * @param until the last one, both included, in the zone
 */
export async function timeOffSpans(
  memberIds: readonly string[],
  from: string,
  until: string,
  zone: string
): Promise<Map<string, BusySpan[]>> {
  const rows: { member_id: string; starts_at: string; ends_at: string }[] = await clinicClient()
    .from('time_off')
    .whereIn('member_id', [...memberIds])
    .where('starts_at', '<', momentOf(`${addDays(until, 1)}T00:00`, zone).toISO())
    .where('ends_at', '>', momentOf(`${from}T00:00`, zone).toISO())
    .orderBy('starts_at')
  const byMember = Map.groupBy(rows, ({ member_id: member }) => member)
  return new Map(
    memberIds.map((id) => [
      id,
      (byMember.get(id) ?? []).map((row) => ({
        from: minuteOf(DateTime.fromISO(row.starts_at)),
        until: minuteOf(DateTime.fromISO(row.ends_at)),
      })),
    ])
  )
}

/** The weekly hours of members, as far as they hold at some time in the range; without a range, all there ever were. */
export async function weeklyHours(memberIds: readonly string[], range?: Range) {
  const query = clinicClient()
    .from('working_hours')
    .whereIn('member_id', [...memberIds])
  if (range)
    query
      .where((each) => each.whereNull('valid_from').orWhere('valid_from', '<=', range.until))
      .where((each) => each.whereNull('valid_until').orWhere('valid_until', '>=', range.from))
  const rows: HourRow[] = await query
  const hours = rows.map((row): [string, WeeklyHours] => [
    row.member_id,
    {
      ...spanOf(row),
      weekday: row.weekday,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    },
  ])
  return grouped(hours)
}

/** The dates on which members work other hours than on other weeks, or not at all. */
export async function exceptionsIn(memberIds: readonly string[], { from, until }: Range) {
  const rows: ExceptionRow[] = await clinicClient()
    .from('hour_exceptions')
    .whereIn('member_id', [...memberIds])
    .whereBetween('date', [from, until])
    .orderBy('date')
  const days = Map.groupBy(rows, (row) => `${row.member_id} ${row.date}`)
  const exceptions = [...days.values()].map((ofDay): [string, Exception] => [
    ofDay[0].member_id,
    { date: ofDay[0].date, spans: ofDay.filter(hasHours).map(spanOf) },
  ])
  return grouped(exceptions)
}

async function holidaysIn({ from, until }: Range): Promise<Set<string>> {
  const rows: { date: string }[] = await clinicClient()
    .from('holidays')
    .select('date')
    .whereBetween('date', [from, until])
  return new Set(rows.map(({ date }) => date))
}

function hasHours(row: ExceptionRow): row is ExceptionRow & SpanRow {
  return row.starts !== null && row.ends !== null
}

function spanOf(row: SpanRow) {
  return {
    starts: clockMinutes(row.starts),
    // A day that is worked to its end ends at the midnight after.
    ends: clockMinutes(row.ends) || 24 * 60,
    locationId: row.location_id,
  }
}

function grouped<T>(pairs: readonly [string, T][]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}
