import type { DateTime } from 'luxon'
import { addDays } from '#calendar/dates'
import { momentOf, wallOf } from '#calendar/wall_time'

/** When somebody is away, as it is typed: without times it is whole days, without an end date the day of the start. */
export type Away = {
  startDate: string
  startTime: string | null
  endDate: string | null
  endTime: string | null
}

const MIDNIGHT = '00:00'

/** The moments between which that is. A day off ends when the next one begins. */
export function awayMoments({ startDate, startTime, endDate, endTime }: Away, zone: string) {
  const lastDate = endDate ?? startDate
  return {
    startsAt: momentOf(`${startDate}T${startTime ?? MIDNIGHT}`, zone),
    endsAt: endTime
      ? momentOf(`${lastDate}T${endTime}`, zone)
      : momentOf(`${addDays(lastDate, 1)}T${MIDNIGHT}`, zone),
  }
}

/** The same the other way round. */
export function awayOf(starts: DateTime, ends: DateTime, zone: string): Away {
  const [startDate, startTime] = wallOf(starts, zone).split('T')
  const [endDate, endTime] = wallOf(ends, zone).split('T')
  const endsWithDay = endTime === MIDNIGHT
  return {
    startDate,
    startTime: startTime === MIDNIGHT ? null : startTime,
    endDate: endsWithDay ? addDays(endDate, -1) : endDate,
    endTime: endsWithDay ? null : endTime,
  }
}
