import { clinicSettings } from '#clinics/settings'
import type Service from '#models/service'
import { minuteOf, momentOf, type WallTime } from './wall_time.js'

/**
 * When, with whom and where something is to take place.
 *
 * @property wall what the clinic's clocks show when it begins
 * @property minutes how long it takes, without the buffers
 * @property overbook whether it may lie over others: a deliberate act, which the caller has allowed
 */
export type Plan = {
  wall: WallTime
  minutes: number
  memberId: string | null
  serviceId?: string | null
  locationId?: string | null
  roomId?: string | null
  bufferBefore?: number
  bufferAfter?: number
  capacity?: number
  title?: string | null
  note?: string | null
  overbook?: boolean
}

/** How long an appointment takes at least, and at most: a day; the buffers come to it. */
export const SHORTEST_MINUTES = 5
export const LONGEST_MINUTES = 24 * 60

/** What a service says about a plan for it. */
export function planFor(
  service: Pick<Service, 'id' | 'minutes' | 'bufferBefore' | 'bufferAfter' | 'capacity'>
) {
  const { id, minutes, bufferBefore, bufferAfter, capacity } = service
  return { serviceId: id, minutes, bufferBefore, bufferAfter, capacity }
}

type Timing = {
  wall: WallTime
  minutes: number
  bufferBefore?: number
  bufferAfter?: number
  zone?: string
}

/** The columns that follow from a wall time, a length and the buffers: everything that says when. */
export function timeColumns(timing: Timing) {
  const { wall, minutes, bufferBefore = 0, bufferAfter = 0 } = timing
  const zone = timing.zone ?? clinicSettings.read().timeZone
  const startsAt = momentOf(wall, zone)
  const endsAt = startsAt.plus({ minutes })
  return {
    wallStart: wall,
    zone,
    startsAt,
    endsAt,
    bufferBefore,
    bufferAfter,
    busyFrom: minuteOf(startsAt) - bufferBefore,
    busyUntil: minuteOf(endsAt) + bufferAfter,
  }
}

/** The columns that say with whom and where. */
export function whoAndWhereColumns({ serviceId, memberId, locationId, roomId, title, note }: Plan) {
  return {
    serviceId: serviceId ?? null,
    memberId,
    locationId: locationId ?? null,
    roomId: roomId ?? null,
    title: title ?? null,
    note: note ?? null,
  }
}

type Planned = Required<Timing> & { wallStart: WallTime }

/** The columns that a move changes. What is not named stays, the zone too, and with it the wall time. */
export function movedColumns(planned: Omit<Planned, 'wall'>, to: Partial<Plan>) {
  return {
    ...Object.fromEntries(whoAndWhere(to)),
    ...(movesInTime(planned, to) && timeColumns(movedTiming(planned, to))),
  }
}

type Assigned = Pick<Plan, 'memberId' | 'locationId' | 'roomId'>

/** Whether a move would change anything. */
export function isElsewhere(planned: Omit<Planned, 'wall'> & Assigned, to: Partial<Plan>) {
  const isThere = whoAndWhere(to).every(([name, value]) => value === planned[name])
  return !isThere || movesInTime(planned, to)
}

function whoAndWhere({ memberId, locationId, roomId }: Partial<Plan>) {
  const named = Object.entries({ memberId, locationId, roomId }) as [keyof Assigned, unknown][]
  return named.filter(([, value]) => value !== undefined)
}

function movedTiming(planned: Omit<Planned, 'wall'>, to: Partial<Plan>): Timing {
  return {
    wall: to.wall ?? planned.wallStart,
    minutes: to.minutes ?? planned.minutes,
    bufferBefore: to.bufferBefore ?? planned.bufferBefore,
    bufferAfter: to.bufferAfter ?? planned.bufferAfter,
    zone: planned.zone,
  }
}

/** The columns of a time that stays are not computed anew: the zone may have other rules by now. */
function movesInTime(planned: Omit<Planned, 'wall'>, to: Partial<Plan>) {
  const { wall, minutes, bufferBefore, bufferAfter } = movedTiming(planned, to)
  return (
    wall !== planned.wallStart ||
    minutes !== planned.minutes ||
    bufferBefore !== planned.bufferBefore ||
    bufferAfter !== planned.bufferAfter
  )
}
