import { common, countBefore, type Range, union, without } from '#calendar/ranges'
import type { WorkingDays } from '#calendar/hours/working_days'
import { ZoneDay } from '#calendar/zone_days'

/** How much time something takes, in minutes. Buffers keep others away, and may lie outside of working hours. */
export type Need = { minutes: number; bufferBefore: number; bufferAfter: number }

/** When something is taken; `isHeld` by a visitor who has not booked, and so perhaps not for long. */
export type Taken = Range & { isHeld?: boolean }

/** A room with the location it is at, if any, and when it is taken. */
export type RoomTaken = { locationId: string | null; taken: readonly Taken[] }

/** When somebody works at each location by itself, in order: whoever changes it stops and starts anew. */
export type Open = ReadonlyMap<string | null, readonly Range[]>

/**
 * What is known of one member. All times are whole minutes since 1970 in UTC.
 *
 * @property open working hours; they may reach beyond the last start, so that something can end after midnight
 * @property away time off
 * @property taken appointments with their buffers
 * @property rooms of which one must be free; undefined when none is needed
 */
export type Member = {
  open: Open
  away: readonly Range[]
  taken: readonly Taken[]
  rooms?: readonly RoomTaken[]
}

/**
 * When something can begin with this member, in whole minutes since 1970 in UTC and in order: it lies in working
 * hours, its buffers keep clear of appointments, and a room is free.
 *
 * @param steps the minutes at which it may begin, in order: see `stepsOf()`
 */
export function freeStarts(
  { open, away, taken, rooms }: Member,
  need: Need,
  steps: readonly number[]
): number[] {
  const blocked = [...blockedBy(taken, need), ...blockedBy(away, bare(need))]
  const ranges = [...open].flatMap(([locationId, there]) => {
    const starts = without(startsWithin(there, need), blocked)
    return rooms ? common(starts, union(roomStarts(rooms, locationId, starts, need))) : starts
  })
  return union(ranges).flatMap(({ from, until }) =>
    steps.slice(countBefore(steps, from), countBefore(steps, until))
  )
}

/** Working hours, which are what the clinic's clocks show, as moments. */
export function openIn(hours: WorkingDays, zone: string): Open {
  const open = new Map<string | null, Range[]>()
  for (const [date, spans] of hours)
    for (const { starts, ends, locationId } of spans) {
      const day = ZoneDay.of(zone, date)
      const there = open.get(locationId) ?? []
      open.set(locationId, there)
      there.push({ from: day.at(starts), until: day.at(ends) })
    }
  return new Map([...open].map(([locationId, there]) => [locationId, union(there)]))
}

function startsWithin(open: readonly Range[], { minutes }: Need): Range[] {
  return open
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
export function locationsAt({ open }: Member, start: number, need: Need): (string | null)[] {
  const isWithin = (there: readonly Range[]) =>
    startsWithin(there, need).some(({ from, until }) => from <= start && start < until)
  return [...open].filter(([, there]) => isWithin(there)).map(([id]) => id)
}

/** Whether it would lie over nothing that is taken. */
export function isClear(taken: readonly Range[], start: number, need: Need) {
  return blockedBy(taken, need).every(({ from, until }) => start < from || until <= start)
}

export function isAt(room: { locationId: string | null }, locationId: string | null) {
  return !room.locationId || !locationId || room.locationId === locationId
}
