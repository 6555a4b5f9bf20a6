import { Taken } from '#calendar/taken'
import type { PlannedDate } from './taken_dates.js'
import type { WallTime } from '#calendar/wall_time'

/**
 * What to do about dates that are not free: nothing at all is written, these alone are left out, or they are laid over
 * what is there, which the caller has allowed.
 */
export const WHEN_TAKEN = ['refuse', 'skip', 'overbook'] as const
export type WhenTaken = (typeof WHEN_TAKEN)[number]

/** Some dates of a series are not free. Nothing was written. */
export class DatesTaken extends Taken {
  constructor(readonly dates: { wall: WallTime; taken: Taken['what'] }[]) {
    super(dates[0].taken)
  }
}

/**
 * Does something on each of many dates, inside the transaction at hand, and knows at the end all that are taken.
 *
 * @param work throws Taken, and has then written nothing
 * @throws DatesTaken when dates are taken and that is to be refused, or none is free
 */
export async function eachDate<Date extends { wall: WallTime }, Result>(
  dates: readonly Date[],
  onTaken: WhenTaken,
  work: (date: Date, overbook: boolean) => Promise<Result>
): Promise<{ done: Result[]; skipped: PlannedDate[] }> {
  const done: Result[] = []
  const taken: DatesTaken['dates'] = []
  for (const date of dates) {
    try {
      done.push(await work(date, false))
    } catch (error) {
      if (!(error instanceof Taken)) throw error
      if (onTaken === 'overbook') done.push(await work(date, true))
      else taken.push({ wall: date.wall, taken: error.what })
    }
  }
  if (taken.length && (onTaken === 'refuse' || !done.length)) throw new DatesTaken(taken)
  return { done, skipped: taken }
}
