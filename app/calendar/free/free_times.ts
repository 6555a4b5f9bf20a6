import { kept } from '#clinics/kept'
import { clinicSettings } from '#clinics/settings'
import type Service from '#models/service'
import { addDays, datesBetween } from '#calendar/dates'
import { freeStarts, isAt, isClear, locationsAt, type Member, openIn } from './free_starts.js'
import { groupsWithPlaces } from './group_places.js'
import { holdsEnd } from '#calendar/holds'
import { type Supply, supplyOf } from './supply.js'
import { countBefore, lengthOf, type Range, union } from '#calendar/ranges'
import { membersOffering, roomsInUse, takenTimes, type Room } from './taken_times.js'
import { timeOffSpans, workingSpans } from '#calendar/hours/working_time'
import { stepsOf, ZoneDay } from '#calendar/zone_days'

/**
 * What is wished for. Minutes are whole minutes since 1970 in UTC.
 *
 * @property memberId with whom; null is anyone who offers it
 * @property from the first date and
 * @property until the last one, both included, in the clinic's zone
 * @property grid it begins when clocks show a multiple of so many minutes after midnight
 * @property notBefore the first minute that is not too soon
 * @property notAfter the last one that is not too far ahead
 * @property except an appointment that is to be moved, and so is not in its own way
 * @property roomId the room that it has, and keeps wherever that is free: clients know the way, and things stand ready there
 */
export type Wish = {
  service: Pick<
    Service,
    'id' | 'minutes' | 'bufferBefore' | 'bufferAfter' | 'capacity' | 'needsRoom'
  >
  memberId?: string | null
  from: string
  until: string
  grid: number
  notBefore?: number
  notAfter?: number
  except?: string | null
  roomId?: string | null
}

/** With whom and where a wish can be had, and of how much. `appointmentId` is a group that has a place left. */
export type Vacancy = {
  memberId: string | null
  locationId: string | null
  roomId: string | null
  appointmentId: string | null
  supply: Supply
}

/** What says when members work, and when they are away whatever is booked. It changes much less often than what is booked. */
const STANDING = [
  ...['services', 'service_members', 'members'],
  ...['working_hours', 'hour_exceptions', 'holidays', 'time_off'],
] as const
const TABLES = [...STANDING, 'appointments', 'attendances', 'rooms'] as const

/** When each member could begin, in order. Those without any time have an empty list. */
export type FreeTimes = Map<string, readonly number[]>

/**
 * When a service can be had: in working hours, clear of appointments, holds and time off, with a room if it needs
 * one. A service for groups is had where the clinic has put a group into its calendar that has a
 * place left. A dozen queries at most, however many members, days and appointments; none while nobody writes.
 */
export async function freeTimes(wish: Wish): Promise<FreeTimes> {
  const { notBefore = 0, notAfter = Infinity } = wish
  const keeping = { key: `free times ${keyOf(wish)}`, tables: TABLES, until: holdsEnd }
  const times = await kept(keeping, () => computed(wish))
  return new Map(
    [...times].map(([id, starts]) => [
      id,
      starts.slice(countBefore(starts, notBefore), countBefore(starts, notAfter + 1)),
    ])
  )
}

/** All members' times as one list, in order and each once: what somebody sees to whom it does not matter with whom. */
export function timesOfAnyone(times: FreeTimes): number[] {
  if (times.size === 1) return [...times.values().next().value!]
  return [...new Set([...times.values()].flat())].sort((a, b) => a - b)
}

/** With whom and where it can be had at this minute; of several members, with the one who has most time left that day. */
export async function vacancyAt(wish: Wish, minute: number): Promise<Vacancy | null> {
  const { notBefore = 0, notAfter = Infinity } = wish
  if (minute < notBefore || notAfter < minute) return null
  if (wish.service.capacity > 1) return groupAt(wish, minute)
  const { members, rooms } = await whatIsKnown(wish)
  const times = startsOf(members, wish)
  const free = [...members].filter(([id]) => times.get(id)!.includes(minute))
  const [first] = free.sort(([, a], [, b]) => busyMinutes(a) - busyMinutes(b))
  if (!first) return null
  const [memberId, member] = first
  const steps = stepsFor(wish).filter((step) => notBefore <= step && step <= notAfter)
  const supply = supplyOf(member, { need: wish.service, steps, start: minute })
  return { memberId, ...siteAt(rooms, member, minute, wish), appointmentId: null, supply }
}

async function computed(wish: Wish): Promise<FreeTimes> {
  if (wish.service.capacity > 1) return groupTimes(wish)
  const { members } = await whatIsKnown(wish)
  return startsOf(members, wish)
}

function startsOf(members: Map<string, Member>, wish: Wish): FreeTimes {
  const steps = stepsFor(wish)
  return new Map([...members].map(([id, member]) => [id, freeStarts(member, wish.service, steps)]))
}

function stepsFor({ from, until, grid }: Wish) {
  return stepsOf(datesBetween(from, until), grid, zoneOfClinic())
}

function keyOf({ service, memberId, from, until, grid, except }: Wish) {
  const { id, minutes, bufferBefore, bufferAfter, capacity, needsRoom } = service
  const need = [id, minutes, bufferBefore, bufferAfter, capacity, needsRoom]
  return JSON.stringify([need, memberId, from, until, grid, except, zoneOfClinic()])
}

function siteAt(
  rooms: readonly Room[] | undefined,
  member: Member,
  minute: number,
  { service, roomId }: Wish
) {
  const locations = locationsAt(member, minute, service)
  if (!rooms) return { locationId: locations[0] ?? null, roomId: null }
  const clear = rooms.filter(({ taken }) => isClear(taken, minute, service))
  const sites = locations.flatMap((locationId) =>
    clear
      .filter((room) => isAt(room, locationId))
      .map(({ id, ...room }) => ({ locationId: locationId ?? room.locationId, roomId: id }))
  )
  const own = sites.find((site) => site.roomId === roomId)
  return own ?? sites[0] ?? { locationId: null, roomId: null }
}

/** All that decides about free times, in a fixed number of queries. */
async function whatIsKnown(wish: Wish) {
  const { ids, open, away } = await whoWorks(wish)
  const around = margin(rangeOf({ from: wish.from, until: addDays(wish.until, 1) }))
  const taken = await takenTimes('member_id', ids, around, wish.except)
  const rooms = wish.service.needsRoom ? await roomsInUse(around, wish.except) : undefined
  const members = new Map(
    ids.map((id): [string, Member] => [
      id,
      { open: open.get(id)!, away: away.get(id)!, taken: taken.get(id) ?? [], rooms },
    ])
  )
  return { members, rooms }
}

function whoWorks({ service, memberId, from, until }: Wish) {
  const zone = zoneOfClinic()
  const key = `who works ${JSON.stringify([service.id, memberId, from, until, zone])}`
  return kept({ key, tables: STANDING }, async () => {
    const ids = await membersOffering(service.id, memberId)
    // What begins before midnight may end after it.
    const last = addDays(until, 1)
    const hours = await workingSpans(ids, from, last)
    const open = new Map([...hours].map(([id, days]) => [id, openIn(days, zone)]))
    return { ids, open, away: await timeOffSpans(ids, from, last, zone) }
  })
}

/** Buffers reach beyond the dates that are asked for. */
function margin({ from, until }: Range): Range {
  return { from: from - 24 * 60, until: until + 24 * 60 }
}

async function groupTimes(wish: Wish): Promise<FreeTimes> {
  const groups = await groupsWithPlaces(wish, rangeOf(wish))
  const byMember = Map.groupBy(groups, ({ memberId }) => memberId ?? '')
  return new Map([...byMember].map(([id, own]) => [id, own.map(({ start }) => start)]))
}

async function groupAt(wish: Wish, minute: number): Promise<Vacancy | null> {
  const groups = await groupsWithPlaces(wish, rangeOf(wish))
  return groups.find(({ start }) => start === minute) ?? null
}

function rangeOf({ from, until }: Pick<Wish, 'from' | 'until'>): Range {
  const zone = zoneOfClinic()
  return { from: ZoneDay.of(zone, from).from, until: ZoneDay.of(zone, until).until }
}

function busyMinutes({ taken }: Member) {
  return lengthOf(union(taken))
}

function zoneOfClinic() {
  return clinicSettings.read().timeZone
}
