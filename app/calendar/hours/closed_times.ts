import type { DateTime } from 'luxon'
import { minuteOf, wallOf } from '#calendar/wall_time'
import { ZoneDay } from '#calendar/zone_days'
import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { holidayNames } from './holiday_list.js'
import type { WorkingDays } from './working_days.js'
import { type BusySpan, timeOffSpans, workingSpans } from './working_time.js'

/** Why nobody is offered a time: the clinic is closed, the member has left, is away, or does not work then. */
export type Closed = { why: 'holiday'; name: string } | { why: 'left' | 'away' | 'hours' }
type Time = { startsAt: DateTime; endsAt: DateTime }
type Dates = { from: string; until: string }

/** What is known about a member on some dates, in whole minutes since 1970 in UTC. */
type OwnTime = { hasLeft: boolean; hasHours: boolean; work: BusySpan[]; off: readonly BusySpan[] }

/**
 * Which of these times lie outside of working time, and why. Whoever books may do so all the same: this says,
 * and refuses nothing. It costs as many queries for one time as for many.
 *
 * @param memberId without a member only holidays count, and without any hours at all no hours do
 * @returns one answer for each time, null where somebody works in all of it
 */
export async function closedTimes(
  memberId: string | null,
  times: readonly Time[]
): Promise<(Closed | null)[]> {
  if (!times.length) return []
  const zone = clinicSettings.read().timeZone
  const each = times.map((time) => ({ ...spanOf(time), dates: datesOf(time, zone) }))
  const dates = each.flatMap((time) => time.dates).sort()
  const range = { from: dates[0], until: dates.at(-1)! }
  const holidays = await holidayNames(range)
  const own = memberId ? await ownTime(memberId, range, zone) : null
  return each.map((time) => reasonOf(time, own, holidays))
}

function reasonOf(
  time: BusySpan & { dates: readonly string[] },
  own: OwnTime | null,
  holidays: Partial<Record<string, string>>
): Closed | null {
  if (own?.hasLeft) return { why: 'left' }
  if (own?.off.some(({ from, until }) => from < time.until && until > time.from))
    return { why: 'away' }
  // Who works on a holiday has other hours on that date, and is there.
  if (own && isCovered(time, own.work)) return null
  const name = time.dates.map((date) => holidays[date]).find(Boolean)
  if (name) return { why: 'holiday', name }
  return own?.hasHours ? { why: 'hours' } : null
}

/** Whether spans in order leave nothing of another one out; hours at two places may follow each other. */
function isCovered({ from, until }: BusySpan, spans: readonly BusySpan[]) {
  let reached = from
  for (const span of spans) if (span.from <= reached) reached = Math.max(reached, span.until)
  return reached >= until
}

async function ownTime(
  memberId: string,
  { from, until }: Dates,
  zone: string
): Promise<OwnTime | null> {
  const [row]: { has_left: 0 | 1; has_hours: 0 | 1 }[] = await clinicClient().rawQuery(
    `select deactivated_at is not null as has_left,
       exists (select 1 from working_hours where member_id = members.id) as has_hours
     from members where id = ?`,
    [memberId]
  )
  if (!row) return null
  const work = await workingSpans([memberId], from, until)
  const off = await timeOffSpans([memberId], from, until, zone)
  return {
    hasLeft: row.has_left === 1,
    hasHours: row.has_hours === 1,
    work: inMinutes(work.get(memberId)!, zone),
    off: off.get(memberId)!,
  }
}

function inMinutes(days: WorkingDays, zone: string): BusySpan[] {
  return [...days].flatMap(([date, spans]) => {
    const day = ZoneDay.of(zone, date)
    return spans.map(({ starts, ends }) => ({ from: day.at(starts), until: day.at(ends) }))
  })
}

function spanOf({ startsAt, endsAt }: Time): BusySpan {
  return { from: minuteOf(startsAt), until: minuteOf(endsAt) }
}

/** The dates that a time touches; one that ends at midnight does not touch the date after. */
function datesOf({ startsAt, endsAt }: Time, zone: string): string[] {
  const first = wallOf(startsAt, zone).slice(0, 10)
  const last = wallOf(endsAt.minus({ minutes: 1 }), zone).slice(0, 10)
  return first === last ? [first] : [first, last]
}
