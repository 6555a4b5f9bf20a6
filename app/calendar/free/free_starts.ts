import { common, type Range, union, without } from '#calendar/ranges'
import type { WorkingDays } from '#calendar/hours/working_days'
import { ZoneDay } from '#calendar/zone_days'

/** How much time something takes, in minutes. Buffers keep others away, and may lie outside of working hours. */
export type Need = { minutes: number; bufferBefore: number; bufferAfter: number }

/** A room with the location it is at, if any, and when it is taken. */
export type RoomTaken = { locationId: string | null; taken: readonly Range[] }

/**
 * What is known of one member. All times but the hours are whole minutes since 1970 in UTC.
 *
 * @property hours on which dates the member works, and when, as the clinic's clocks show it
 * @property away time off
 * @property taken appointments with their buffers
 * @property rooms of which one must be free; undefined when none is needed
 */
export type Member = {
  hours: WorkingDays
  away: readonly Range[]
  taken: readonly Range[]
  rooms?: readonly RoomTaken[]
}

/**
 * When something can begin with this member, in whole minutes since 1970 in UTC and in order: it lies in working
 * hours, its buffers keep clear of appointments, a room is free, and the clocks show a full step of the grid.
 *
 * @param dates on which it may begin; the hours may know of more, so that it can end after midnight
 */
export function freeStarts(
  { hours, away, taken, rooms }: Member,
  need: Need,
  { dates, grid, zone }: { dates: readonly string[]; grid: number; zone: string }
): number[] {
  const blocked = [...blockedBy(taken, need), ...blockedBy(away, bare(need))]
  const ranges = [...openAt(hours, zone)].flatMap(([locationId, open]) => {
    const starts = without(startsWithin(open, need), blocked)
    return rooms ? common(starts, union(roomStarts(rooms, locationId, starts, need))) : starts
  })
  return onGrid(
    union(ranges),
    dates.map((date) => ZoneDay.of(zone, date)),
    grid
  )
}

/** The working hours as moments, for each location by itself: whoever changes it stops and starts anew. */
function openAt(hours: WorkingDays, zone: string) {
  const open = new Map<string | null, Range[]>()
  for (const [date, spans] of hours)
    for (const { starts, ends, locationId } of spans) {
      const day = ZoneDay.of(zone, date)
      const there = open.get(locationId) ?? []
      open.set(locationId, there)
      there.push({ from: day.at(starts), until: day.at(ends) })
    }
  return open
}

function startsWithin(open: readonly Range[], { minutes }: Need): Range[] {
  return union(open)
    .map(({ from, until }) => ({ from, until: until - minutes + 1 }))
    .filter(({ from, until }) => from < until)
}

/** The starts with which it would lie over something. */
function blockedBy(taken: readonly Range[], { minutes, bufferBefore, bufferAfter }: Need): Range[] {
  return taken.map(({ from, until }) => ({
    from: from - minutes - bufferAfter + 1,
    until: until + bufferBefore,
  }))
}

/** Somebody who leaves for the day may tidy up before; what counts is the appointment itself. */
function bare({ minutes }: Need): Need {
  return { minutes, bufferBefore: 0, bufferAfter: 0 }
}

/** The starts for which one of the rooms at this location is free. A room or hours without a location are anywhere. */
function roomStarts(
  rooms: readonly RoomTaken[],
  locationId: string | null,
  starts: readonly Range[],
  need: Need
) {
  return rooms
    .filter((room) => isAt(room, locationId))
    .flatMap(({ taken }) => without(starts, blockedBy(taken, need)))
}

/** At which locations the member works all that time, in the order of the day. */
export function locationsAt(
  { hours }: Pick<Member, 'hours'>,
  start: number,
  { need, zone }: { need: Need; zone: string }
): (string | null)[] {
  const isWithin = (open: readonly Range[]) =>
    startsWithin(open, need).some(({ from, until }) => from <= start && start < until)
  return [...openAt(hours, zone)].filter(([, open]) => isWithin(open)).map(([id]) => id)
}

/** Whether it would lie over nothing that is taken. */
export function isClear(taken: readonly Range[], start: number, need: Need) {
  return blockedBy(taken, need).every(({ from, until }) => start < from || until <= start)
}

export function isAt(room: { locationId: string | null }, locationId: string | null) {
  return !room.locationId || !locationId || room.locationId === locationId
}

/** Both are in order, so each is walked through once. */
function onGrid(ranges: readonly Range[], days: readonly ZoneDay[], grid: number): number[] {
  const starts: number[] = []
  let next = 0
  for (const day of days)
    for (const step of day.steps(grid)) {
      while (next < ranges.length && ranges[next].until <= step) next++
      if (next < ranges.length && ranges[next].from <= step) starts.push(step)
    }
  return starts
}
