import { clinicClient } from '#clinics/database'
import { clinicSettings } from '#clinics/settings'
import { clockTime } from '#calendar/clock_time'
import { addDays } from '#calendar/dates'
import { calendarMembers } from '#calendar/on_offer'
import { WallClock } from '#calendar/wall_clock'
import { holidayNames } from './holiday_list.js'
import type { WorkingDays } from './working_days.js'
import { timeOffSpans, workingAndUsualSpans } from './working_time.js'

/** From and until, as the clinic's clocks show them. */
type WallSpan = [from: string, until: string]

/**
 * By member, when each works and when each is away; by date, why the clinic is closed.
 *
 * @property usual when each would work if nothing else were said about a date by itself
 * @property haveHours who of all has hours, in these days or others: who has none can be booked at any time
 */
export type OpenHours = {
  work: Record<string, WallSpan[]>
  usual: Record<string, WallSpan[]>
  off: Record<string, WallSpan[]>
  holidays: Partial<Record<string, string>>
  haveHours: string[]
}

/**
 * When members work on some dates, whatever is booked.
 *
 * @param from the first date and
 * @param until the date after the last one
 * @param wanted of these members; of all bookable ones if none is named
 */
export async function openHours(
  { from, until }: { from: string; until: string },
  wanted: readonly string[]
): Promise<OpenHours> {
  const ids = wanted.length ? wanted : await bookableIds()
  const zone = clinicSettings.read().timeZone
  const last = addDays(until, -1)
  const { work, usual } = await workingAndUsualSpans(ids, from, last)
  const off = await timeOffSpans(ids, from, last, zone)
  const holidays = await holidayNames({ from, until: last })
  const haveHours = await membersWithHours()
  const clock = new WallClock(zone)
  return {
    ...{ holidays, haveHours },
    work: mapped(work, wallSpans),
    usual: mapped(usual, wallSpans),
    off: mapped(off, (spans) =>
      spans.map((span): WallSpan => [
        wallOfMinute(clock, span.from),
        wallOfMinute(clock, span.until),
      ])
    ),
  }
}

async function membersWithHours() {
  const rows: { member_id: string }[] = await clinicClient()
    .from('working_hours')
    .distinct('member_id')
  return rows.map(({ member_id: id }) => id)
}

async function bookableIds() {
  const members = await calendarMembers()
  return members.filter(({ isBookable }) => isBookable).map(({ id }) => id)
}

function wallSpans(days: WorkingDays) {
  return [...days].flatMap(([date, spans]) =>
    spans.map(({ starts, ends }): WallSpan => [wallAt(date, starts), wallAt(date, ends)])
  )
}

/** The midnight that ends a day is the one that begins the next. */
function wallAt(date: string, minutes: number) {
  return minutes < 24 * 60 ? `${date}T${clockTime(minutes)}` : `${addDays(date, 1)}T00:00`
}

function wallOfMinute(clock: WallClock, minute: number) {
  return clock.at(new Date(minute * 60_000).toISOString())
}

function mapped<From>(spans: Map<string, From>, wall: (from: From) => WallSpan[]) {
  return Object.fromEntries([...spans].map(([id, each]) => [id, wall(each)]))
}
